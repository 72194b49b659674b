import type { PayloadRequest } from 'payload'
import { formatOrderNumber } from '@/lib/domain/rules/order-number'
import { siteDay } from '@/lib/domain/rules/site-day'
import { countUp } from './counters'

/**
 * The next free number of the site's day, in the transaction that uses it. Numbers given past the counter are passed over:
 * the counter is rolled back with what it could not number, and would give the same one again for the rest of the day.
 */
export async function nextOrderID(
  req: PayloadRequest,
  { tenantId, timezone, now }: { readonly tenantId: string; readonly timezone: string; readonly now: number },
  isFree: (orderID: string) => Promise<boolean>,
): Promise<string> {
  const day = siteDay(new Date(now), timezone)
  for (;;) {
    const orderID = formatOrderNumber(day, await countUp(req, tenantId, `orders-${day}`))
    if (await isFree(orderID)) return orderID
  }
}
