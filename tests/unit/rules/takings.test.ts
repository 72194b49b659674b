import { describe, expect, test } from 'vitest'
import { startOfSiteDay } from '@/cms/rules/site-day'
import { takingsOf } from '@/cms/rules/takings'

const event = (orderID: string, previousPaidAmount: number, paidAmount: number) => ({
  orderID,
  previousPaidAmount,
  paidAmount,
})

describe('the day’s takings', () => {
  test('are what came in for each order, counted once however often it was paid', () => {
    const today = [event('A', 0, 1000), event('B', 0, 500), event('A', 1000, 2500)]
    expect(takingsOf('MYR', today)).toEqual({ amount: 3000, currency: 'MYR', orders: 2 })
  })

  test('leave out what an order already held when the day began, however long ago', () => {
    expect(takingsOf('MYR', [event('A', 1000, 2500)])).toMatchObject({ amount: 1500, orders: 1 })
    expect(takingsOf('MYR', [event('A', 2500, 2500)])).toMatchObject({ amount: 0, orders: 0 })
  })

  test('take off what was given back, also for an earlier day’s order', () => {
    expect(takingsOf('MYR', [event('A', 2500, 0), event('B', 0, 4000)])).toMatchObject({ amount: 1500, orders: 1 })
  })

  test('are nothing on a day without payments', () => {
    expect(takingsOf('MYR', [])).toEqual({ amount: 0, currency: 'MYR', orders: 0 })
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
