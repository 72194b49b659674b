import type { Where } from 'payload'
import type { SubscribableEventType } from '@/lib/domain/events'
import type { ReadBounds } from '../../access/read-token'
import type { DocumentKind } from '../../access/visible-fields'
import { Problem } from './problem'
import type { EventsQuery } from './query'

/** The query of a reader with a token: what it asks for, within what the token lets read. Throws `forbidden` beyond it. */
export function withinBounds(query: EventsQuery, bounds: ReadBounds | null): EventsQuery {
  if (!bounds) return query
  const types = bounds.eventTypes && new Set<string>(bounds.eventTypes.map(logged))
  const eventTypes =
    query.eventTypes && types ? new Set([...query.eventTypes].filter((type) => types.has(type))) : query.eventTypes
  if (eventTypes?.size === 0) throw beyond('eventTypes')
  return {
    ...query,
    orderID: narrowed('orderID', query.orderID, bounds.orderID),
    bayId: narrowed('bayId', query.bayId, bounds.bayId),
    eventTypes: eventTypes ?? types,
  }
}

const logged = (type: SubscribableEventType) => (type === 'order_stage_change' ? 'stage_change' : type)

function narrowed(field: 'orderID' | 'bayId', asked: string | null, bound: string | null): string | null {
  if (asked !== null && bound !== null && asked !== bound) throw beyond(field)
  return bound ?? asked
}

const beyond = (field: string) => new Problem('forbidden', 'This token does not let you read that.', { field })

/** Whether the token leaves out anything of what its audience reads. */
export const isBound = ({ orderID, bayId, eventTypes }: ReadBounds): boolean => Boolean(orderID ?? bayId ?? eventTypes)

/** What events of these types carry; of all others, orders. */
const CARRIES: Partial<Record<SubscribableEventType, readonly DocumentKind[]>> = {
  queue_update: ['queue', 'bay'],
  job_progress_update: ['job'],
  concern_update: ['concern'],
  shift_update: ['shift'],
}

/** The documents of a kind that the token lets read, as conditions: those its events are about; `null` for none. */
export function documentsWithin(kind: DocumentKind, bounds: ReadBounds | null): Where[] | null {
  if (!bounds) return []
  const { orderID, bayId, eventTypes } = bounds
  if (eventTypes && !eventTypes.some((type) => (CARRIES[type] ?? ['order']).includes(kind))) return null
  if (kind === 'queue' && (orderID || bayId)) return null
  if (kind === 'concern' && bayId) return null
  if (kind === 'shift' && (orderID || bayId)) return null
  return [...(orderID ? [{ orderID: { equals: orderID } }] : []), ...(bayId ? [{ bayId: { equals: bayId } }] : [])]
}
