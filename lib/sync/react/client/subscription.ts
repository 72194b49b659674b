import type { Subscription } from '../../sync-engine'
import { sameFilter, unionFilter, withoutUndefined } from '../../transport/filter'
import type { EventFilter, SyncEvent } from '../types'
import { isFrame } from './event-list'

/** What pages may give as a filter: `null` and an empty list mean "not set". */
export interface SubscriptionOptions {
  readonly orderID?: string | null | undefined
  readonly bayId?: string | null | undefined
  readonly tenantId?: string | null | undefined
  readonly eventTypes?: readonly string[] | null | undefined
}

export function toSubscription(options: SubscriptionOptions = {}): Subscription {
  const { orderID, bayId, tenantId, eventTypes } = options
  return withoutUndefined({
    orderID: orderID || undefined,
    bayId: bayId || undefined,
    tenantId: tenantId || undefined,
    eventTypes: eventTypes?.length ? [...eventTypes] : undefined,
  })
}

/** Whether everything that `inner` asks for comes over a stream filtered by `outer`. */
export function covers(outer: Subscription, inner: Subscription): boolean {
  return sameFilter(unionFilter([unionFilter([outer]), inner]), unionFilter([outer]))
}

/** Both names mean one event: a filter by either lets it pass. */
const sameType = (asked: string, is: string) => asked === is || (isStageChange(asked) && isStageChange(is))

export function isStageChange(eventType: string): boolean {
  return eventType === 'stage_change' || eventType === 'order_stage_change'
}

/** Whether an event passes a page's filter. Frames concern every order, so only a list of types leaves them out. */
export function passes(event: SyncEvent, filter: EventFilter | Subscription): boolean {
  const { orderID, eventTypes } = filter
  if (eventTypes && eventTypes.length > 0 && !eventTypes.some((type) => sameType(type, event.eventType))) return false
  if (orderID && !isFrame(event) && event.orderID !== orderID) return false
  if ('since' in filter && filter.since && event.timestamp < filter.since) return false
  return true
}
