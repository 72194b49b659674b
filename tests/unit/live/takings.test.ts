import { describe, expect, test } from 'vitest'
import { takingsOf } from '@/cms/app/(web)/(live)/read/takings'
import { startOfSiteDay } from '@/cms/rules/site-day'

const held = (orderID: string, paidAmount: number) => ({ orderID, paidAmount })

describe('the day’s takings', () => {
  test('are what orders hold now, counted once however often they were paid', () => {
    const today = [held('A', 1000), held('B', 500), held('A', 2500)]
    expect(takingsOf('MYR', [], today)).toEqual({ amount: 3000, currency: 'MYR', orders: 2 })
  })

  test('leave out what an order already held when the day began', () => {
    expect(takingsOf('MYR', [held('A', 1000)], [held('A', 2500)])).toMatchObject({ amount: 1500, orders: 1 })
  })

  test('take off what was given back, also for an earlier day’s order', () => {
    const today = [held('A', 0), held('B', 4000)]
    expect(takingsOf('MYR', [held('A', 2500)], today)).toMatchObject({ amount: 1500, orders: 1 })
  })

  test('are nothing on a day without payments', () => {
    expect(takingsOf('MYR', [held('A', 1000)], [])).toEqual({ amount: 0, currency: 'MYR', orders: 0 })
  })
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
})
