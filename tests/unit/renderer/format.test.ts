import { describe, expect, test } from 'vitest'
import { LANGUAGES, SPOKEN } from '@/lib/domain/languages'
import { formatFor, makeFormat } from '@/lib/ui/format/format'
import { otherZone } from '@/lib/ui/format/site-zone'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** 10:42 at the site, whose clock is eight hours ahead of the wire's. */
const MORNING = '2026-01-15T02:42:00Z'
const ZONE = 'Asia/Kuala_Lumpur'

/** The platform's data put non-breaking spaces between; people see a space. */
const seen = (text: string) => text.replaceAll(/\s/gu, ' ')

describe.each(LANGUAGES)('in %s', (language) => {
  const format = makeFormat(SPOKEN[language].locale, ZONE)

  test('ringgit are RM with two decimals, from whole sen', () => {
    expect(seen(format.money(123_456_70, 'MYR'))).toBe('RM 123,456.70')
    expect(seen(format.money(5, 'MYR'))).toBe('RM 0.05')
    expect(seen(format.money(0, 'MYR'))).toBe('RM 0.00')
    // Not a hyphen, after which a line may end.
    expect(seen(format.money(-5, 'MYR'))).toBe('−RM 0.05')
  })

  test('another currency keeps its own sign', () => {
    expect(format.money(2500, 'SGD')).toMatch(/\$/)
    expect(format.money(2500, 'SGD')).toContain('25.00')
  })

  test('times are of the site, by the 24-hour clock', () => {
    expect(format.time(MORNING)).toBe('10:42')
    expect(format.time('2026-01-15T16:05:00Z')).toBe('00:05')
  })

  test('a time of another day says which', () => {
    const later = Date.parse(MORNING) + 26 * HOUR
    expect(format.time(MORNING, later)).toMatch(/15.*10:42/)
    expect(format.time(MORNING, Date.parse(MORNING) + HOUR)).toBe('10:42')
  })

  test('a running clock is the same everywhere', () => {
    expect([0, 65_000, HOUR + 4 * MINUTE + 5000].map(format.timer)).toEqual(['0:00', '1:05', '1:04:05'])
  })

  test('numbers are grouped by thousands', () => {
    expect(format.number(1_234_567)).toBe('1,234,567')
  })
})

test.each([
  ['en', '12 mins', '3 hours', '2 days'],
  ['ms', '12 min', '3 jam', '2 hari'],
  ['zh', '12分钟', '3小时', '2天'],
  ['ta', '12 நிமி.', '3 மணிநேரம்', '2 நாட்கள்'],
] as const)('how long, in %s, is one unit in words of that language', (language, minutes, hours, days) => {
  const format = makeFormat(SPOKEN[language].locale, ZONE)
  expect(seen(format.age(12 * MINUTE + 59_000))).toBe(minutes)
  expect(seen(format.minutes(12))).toBe(minutes)
  expect(seen(format.age(3 * HOUR))).toBe(hours)
  expect(seen(format.age(48 * HOUR))).toBe(days)
})

test.each(LANGUAGES)('no figure of time is parted from its unit, in %s', (language) => {
  const format = makeFormat(SPOKEN[language].locale, ZONE)
  const spans = [12 * MINUTE, 3 * HOUR, 48 * HOUR].flatMap((span) => [format.age(span), format.shortAge(span)])
  for (const text of [...spans, format.minutes(12)]) expect(text).not.toContain(' ')
})

test.each([
  ['en', '12m'],
  ['ms', '12 min'],
  ['zh', '12分钟'],
  ['ta', '12 நிமி.'],
] as const)('minutes where there is little room, in %s', (language, minutes) => {
  const format = makeFormat(SPOKEN[language].locale, ZONE)
  expect(seen(format.shortAge(12 * MINUTE))).toBe(minutes)
  expect(format.shortAge(3 * HOUR)).toBe(format.age(3 * HOUR))
})

test('the site’s zone is named only where its clock shows another time', () => {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  const at = Date.parse('2026-01-15T10:00:00Z')
  expect(otherZone(undefined, at)).toBeNull()
  expect(otherZone(here, at)).toBeNull()
  const far = new Date(at).getTimezoneOffset() === -840 ? 'Pacific/Midway' : 'Pacific/Kiritimati'
  expect(otherZone(far, at)).toBe(far)
})

test('all who ask for one language and zone share one set', () => {
  expect(formatFor('ta-MY', ZONE)).toBe(formatFor('ta-MY', ZONE))
  expect(formatFor('ta-MY', 'UTC').time(MORNING)).toBe('02:42')
  expect(formatFor('ta-MY', ZONE).time(MORNING)).toBe('10:42')
})
