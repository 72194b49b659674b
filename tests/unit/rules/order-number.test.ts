import { describe, expect, test } from 'vitest'
import { formatOrderNumber } from '@/lib/domain/rules/order-number'
import { siteDay } from '@/lib/domain/rules/site-day'

describe('order numbers', () => {
  test('carry the day on the site’s wall', () => {
    const evening = new Date('2026-01-15T16:30:00Z')
    expect(siteDay(evening, 'Asia/Kuala_Lumpur')).toBe('20260116')
    expect(siteDay(evening, 'UTC')).toBe('20260115')
    expect(siteDay(evening, 'America/Los_Angeles')).toBe('20260115')
  })

  test('are four digits, and five when a day needs them', () => {
    expect(formatOrderNumber('20260115', 1)).toBe('AX-20260115-0001')
    expect(formatOrderNumber('20260115', 9999)).toBe('AX-20260115-9999')
    expect(formatOrderNumber('20260115', 10_000)).toBe('AX-20260115-10000')
  })
})
