import { expect, test } from 'vitest'
import { askedSpan, daysOf, SPANS, spanBeside, spanQuery } from '@/cms/app/(web)/(live)/day/asked-day'

test.each([
  ['20260304', 'day', '20260304', '20260304'],
  ['20260304', 'days7', '20260226', '20260304'],
  // From Monday to Sunday, on either of them too.
  ['20260302', 'week', '20260302', '20260308'],
  ['20260308', 'week', '20260302', '20260308'],
  ['20260301', 'week', '20260223', '20260301'],
  ['20260215', 'month', '20260201', '20260228'],
  ['20281231', 'month', '20281201', '20281231'],
] as const)('%s and its %s are from %s to %s', (day, span, first, last) => {
  expect(daysOf(day, span)).toEqual({ day: first, until: last })
})

test('the spans before and after stand beside it without a gap, and no span is longer than a month', () => {
  for (const span of SPANS) {
    for (const day of ['20260101', '20260228', '20260315', '20281231']) {
      const { day: first, until } = daysOf(day, span)
      const before = daysOf(spanBeside(day, span, -1), span)
      const after = daysOf(spanBeside(day, span, 1), span)
      expect(daysOf(spanBeside(before.until, span, 1), span)).toEqual({ day: first, until })
      const days = (from: string, to: string) => (at(to) - at(from)) / 86_400_000
      expect(days(before.until, first)).toBe(1)
      expect(days(until, after.day)).toBe(1)
      expect(days(first, until)).toBeLessThanOrEqual(30)
    }
  }
})

test('an address names a span, and what it does not know is the day alone', () => {
  expect(spanQuery('20260304', 'day')).toBe('date=2026-03-04')
  expect(spanQuery('20260304', 'week')).toBe('date=2026-03-04&span=week')
  for (const span of SPANS) expect(askedSpan(span)).toBe(span)
  for (const other of ['year', '', undefined, ['week', 'month']]) expect(askedSpan(other)).toBe('day')
})

const at = (day: string) => Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`)
