import type { SeenJob, SeenOrder } from '../documents'
import type { SiteRules } from '../site'

/** So long a car that is not collected is told of. */
const TOLD_FOR_MS = 15 * 60_000

export interface ReadyCar {
  readonly orderID: string
  /** When its wash was finished. */
  readonly since: string
}

/**
 * Cars that are washed and not collected, as of `now` (milliseconds since 1970), the newest first; each for a quarter of an hour.
 * Where the site bills, a car is collected when its order is completed; where it does not, nobody says so.
 */
export function readyCars(
  { orders, jobs }: { readonly orders: readonly SeenOrder[]; readonly jobs: readonly SeenJob[] },
  site: SiteRules,
  now: number,
): ReadyCar[] {
  const washed = new Map<string, string>()
  for (const { orderID, status, finishedAt } of jobs) {
    if (status !== 'completed' || finishedAt === null || now - Date.parse(finishedAt) > TOLD_FOR_MS) continue
    if ((washed.get(orderID) ?? '') < finishedAt) washed.set(orderID, finishedAt)
  }
  const waits = ({ stage }: SeenOrder) =>
    stage === 'billed' || stage === 'paid' || (stage === 'completed' && !site.billing)
  return orders
    .flatMap((order) => {
      const since = washed.get(order.orderID)
      return since !== undefined && waits(order) ? [{ orderID: order.orderID, since }] : []
    })
    .sort((a, b) => (a.since < b.since ? 1 : -1))
}
