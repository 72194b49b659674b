import type { Audience } from '../../access/audiences'
import type { LogFilter, LogRow } from '../log/read'
import type { StageName } from './logged-event'

/** What one reader sees of the log. */
export interface View {
  readonly audience: Audience
  /** The customer account's customer, by id. */
  readonly customer: string | null
  readonly orderID: string | null
  readonly bayId: string | null
  /** Log event types; `null` is all. */
  readonly eventTypes: ReadonlySet<string> | null
  readonly stageName: StageName
}

/** Whether the view leaves nothing out, so that its reader can share whole batches with others. */
export function isUnfiltered(view: View): boolean {
  return view.audience !== 'customer' && !view.orderID && !view.bayId && !view.eventTypes
}

/** What the database can leave out for this view. */
export function logFilter({ audience, customer, orderID, bayId, eventTypes }: View): LogFilter {
  // A customer account without a customer has no events: none is of nobody.
  return { customer: audience === 'customer' ? (customer ?? '') : undefined, orderID, bayId, eventTypes }
}

/** Whether the view shows this row at all (redaction may still leave nothing of it). */
export function shows(view: View, row: LogRow): boolean {
  if (view.audience === 'customer' && (!view.customer || row.audience !== view.customer)) return false
  if (view.orderID && row.orderID !== view.orderID) return false
  if (view.eventTypes && !view.eventTypes.has(row.eventType)) return false
  if (view.bayId && !(row.bays ?? '').split(' ').includes(view.bayId)) return false
  return true
}
