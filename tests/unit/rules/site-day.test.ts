import { describe, expect, test } from 'vitest'
import { daysUntil, siteDaySpan, siteHours, startOfSiteDay } from '@/lib/domain/rules/site-day'

test('days follow each other over the end of a month, both ends with them', () => {
  expect([...daysUntil('20260227', '20260302')]).toEqual(['20260227', '20260228', '20260301', '20260302'])
  expect([...daysUntil('20260115', '20260115')]).toEqual(['20260115'])
})

describe('the site’s day', () => {
  const startOf = (now: string, timeZone: string) => new Date(startOfSiteDay(Date.parse(now), timeZone)).toISOString()

  test('begins at the site’s midnight, not at Greenwich’s', () => {
    expect(startOf('2026-01-15T02:45:00Z', 'Asia/Kuala_Lumpur')).toBe('2026-01-14T16:00:00.000Z')
    expect(startOf('2026-01-14T15:59:59.999Z', 'Asia/Kuala_Lumpur')).toBe('2026-01-13T16:00:00.000Z')
    expect(startOf('2026-01-14T16:00:00Z', 'Asia/Kuala_Lumpur')).toBe('2026-01-14T16:00:00.000Z')
  })

  test('is right west of Greenwich and at half hours', () => {
    expect(startOf('2026-01-15T02:45:00Z', 'America/New_York')).toBe('2026-01-14T05:00:00.000Z')
    expect(startOf('2026-01-15T02:45:00Z', 'Asia/Kolkata')).toBe('2026-01-14T18:30:00.000Z')
  })

  test('is right on the days on which the clocks change', () => {
    // Berlin: 29 March 2026 has 23 hours, 25 October 25.
    expect(startOf('2026-03-29T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z')
    expect(startOf('2026-10-25T12:00:00Z', 'Europe/Berlin')).toBe('2026-10-24T22:00:00.000Z')
  })

  test('ends where the next one begins, however long it is', () => {
    const hours = (day: string, timeZone: string) => {
      const { from, to } = siteDaySpan(day, timeZone)
      return [new Date(from).toISOString(), (to - from) / 3_600_000]
    }
    expect(hours('20260115', 'Asia/Kuala_Lumpur')).toEqual(['2026-01-14T16:00:00.000Z', 24])
    expect(hours('20260329', 'Europe/Berlin')).toEqual(['2026-03-28T23:00:00.000Z', 23])
    expect(hours('20261025', 'Europe/Berlin')).toEqual(['2026-10-24T22:00:00.000Z', 25])
    expect(hours('20260115', 'Pacific/Kiritimati')).toEqual(['2026-01-14T10:00:00.000Z', 24])
    expect(hours('20260115', 'Pacific/Pago_Pago')).toEqual(['2026-01-15T11:00:00.000Z', 24])
  })

  test('has its hours on the site’s clock', () => {
    const hourOf = siteHours('Asia/Kuala_Lumpur')
    expect(hourOf('2026-01-14T16:00:00Z')).toBe('00')
    expect(hourOf('2026-01-15T15:59:00Z')).toBe('23')
  })
})
