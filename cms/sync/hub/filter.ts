import { LOG_EVENT_TYPES } from '@/lib/domain/events'
import type { Audience } from '../../access/audiences'
import { seesEverything } from '../../access/visible-fields'
import type { LogFilter, LogRow } from '../log/read'
import type { StageName } from './logged-event'
import { hears } from './redact'

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
  return seesEverything(view.audience) && !view.orderID && !view.bayId && !view.eventTypes
}

/** What the database can leave out for this view. */
export function logFilter({ audience, customer, orderID, bayId, eventTypes }: View): LogFilter {
  // A customer account without a customer has no events.
  return {
    customer: audience === 'customer' ? (customer ?? '') : undefined,
    orderID,
    bayId,
    eventTypes: typesFor(audience, eventTypes),
  }
}

/** The types asked for that the audience may hear of; `null` is all. */
function typesFor(audience: Audience, asked: ReadonlySet<string> | null): ReadonlySet<string> | null {
  const heard = LOG_EVENT_TYPES.filter((type) => hears(audience, type))
  if (!asked) return heard.length === LOG_EVENT_TYPES.length ? null : new Set(heard)
  const wanted = heard.filter((type) => asked.has(type))
  return new Set(audience === 'customer' ? [...wanted, HAND_OVER] : wanted)
}

/** A customer whose order went to another hears that it is gone, whatever else was asked for. */
const HAND_OVER = 'status_update'
const isHandOver = ({ eventType, body }: LogRow) => eventType === HAND_OVER && body.includes('"handedOver":true')

/** Whether the database finds what the view shows by an index, so that what it leaves out costs nothing. */
export function isIndexed({ audience, orderID }: View): boolean {
  return audience === 'customer' || orderID !== null
}

/** Whether the view shows this row at all (redaction may still leave nothing of it). */
export function shows(view: View, row: LogRow): boolean {
  if (view.audience === 'customer' && (!view.customer || row.audience !== view.customer)) return false
  if (view.orderID && row.orderID !== view.orderID) return false
  if (view.eventTypes && !view.eventTypes.has(row.eventType)) {
    if (view.audience !== 'customer' || !isHandOver(row)) return false
  }
  if (view.bayId && !(row.bays ?? '').split(' ').includes(view.bayId)) return false
  return true
}
