import { formatOrderNumber, siteDay } from '../rules/order-number'
import type { Site } from './context'
import type { Records } from './records'

/**
 * The next free number of the site's day, in the transaction that uses it. Numbers given past the counter are passed over:
 * the counter is rolled back with what it could not number, and would give the same one again for the rest of the day.
 */
export async function nextOrderID(records: Pick<Records, 'count' | 'order'>, site: Site, now: number): Promise<string> {
  const day = siteDay(new Date(now), site.timezone)
  for (;;) {
    const orderID = formatOrderNumber(day, await records.count(`orders-${day}`))
    if (!(await records.order(orderID))) return orderID
  }
}
