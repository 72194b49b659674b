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

/** What events of a type carry. */
const CARRIES: Record<SubscribableEventType, readonly DocumentKind[]> = {
  order_created: ['order'],
  order_deleted: ['order'],
  stage_change: ['order'],
  order_stage_change: ['order'],
  status_update: ['order'],
  payment_update: ['order'],
  whatsapp_connected: ['order'],
  qr_generated: ['order'],
  queue_update: ['queue', 'bay'],
  job_progress_update: ['job'],
  concern_update: ['concern'],
  shift_update: ['shift'],
}

/** By which of a token's bounds a document of a kind can be found; what is about no one order or bay is none of a bound to it. */
const FOUND_BY: Record<DocumentKind, readonly ('orderID' | 'bayId')[]> = {
  order: ['orderID', 'bayId'],
  bay: ['orderID', 'bayId'],
  job: ['orderID', 'bayId'],
  concern: ['orderID'],
  queue: [],
  shift: [],
}

/** The documents of a kind that the token lets read, as conditions: those its events are about; `null` for none. */
export function documentsWithin(kind: DocumentKind, bounds: ReadBounds | null): Where[] | null {
  if (!bounds) return []
  const { eventTypes } = bounds
  if (eventTypes && !eventTypes.some((type) => CARRIES[type].includes(kind))) return null
  const conditions: Where[] = []
  for (const field of ['orderID', 'bayId'] as const) {
    const bound = bounds[field]
    if (bound === null) continue
    if (!FOUND_BY[kind].includes(field)) return null
    conditions.push({ [field]: { equals: bound } })
  }
  return conditions
}
