import type { SyncEvent } from '../types'

/** Frames kept beside business events: enough to see the stream is alive, few enough never to crowd them out. */
const FRAME_LIMIT = 4

const FRAMES: ReadonlySet<string> = new Set(['connected', 'heartbeat', 'reset', 'polling_data_refresh'])

/** Whether an event is about the stream itself rather than about an order, queue, bay or job. */
export function isFrame(event: SyncEvent): boolean {
  return FRAMES.has(event.eventType)
}

/**
 * Adds events to a list, newest last. Business events and frames have limits of their own: of business events the
 * newest `limit` stay, of frames the newest few. An id that is already there is not added again.
 */
export function addEvents(
  list: readonly SyncEvent[],
  added: readonly SyncEvent[],
  limit: number,
): readonly SyncEvent[] {
  if (added.length === 0) return list
  const known = new Set(list.map((event) => event.id))
  const fresh = added.filter((event) => !known.has(event.id) && known.add(event.id))
  return fresh.length === 0 ? list : trim([...list, ...fresh], limit)
}

function trim(list: readonly SyncEvent[], limit: number): readonly SyncEvent[] {
  let frames = 0
  let business = 0
  const kept: SyncEvent[] = []
  for (let at = list.length - 1; at >= 0; at--) {
    const event = list[at] as SyncEvent
    const fits = isFrame(event) ? frames++ < FRAME_LIMIT : business++ < limit
    if (fits) kept.push(event)
  }
  return kept.reverse()
}
