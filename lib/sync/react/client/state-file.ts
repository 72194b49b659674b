import { lastEventIdOf, type PersistedEvent, parseState, serialiseState } from '../../journal/storage-format'
import type { SyncEvent } from '../types'
import { isFrame } from './event-list'
import type { SyncClient } from './sync-client'

/** The client's state in the documented format 1.0.0, as a station and another page can import it. */
export function exportState(client: SyncClient): string {
  const { events, metrics, status, configuration } = client.getState()
  return serialiseState({
    events: events.filter((event) => !isFrame(event)) as readonly SyncEvent[] as readonly PersistedEvent[],
    configuration: { ...configuration },
    lastConnectionTime: metrics.lastConnectedAt,
    connectionMetrics: {
      totalConnections: metrics.totalConnections,
      totalEvents: metrics.totalEvents,
      totalReconnects: metrics.totalReconnects,
      uptime: Math.round(metrics.uptime),
    },
    lastEventId: lastEventIdOf(status.cursor),
  })
}

/**
 * Shows the events of an exported state, marked as brought in by hand. The cursor stays the client's own: what the
 * server says of its log is worth more than a file. @throws Error with the reason where the text is refused
 */
export function importState(client: SyncClient, text: string): void {
  const parsed = parseState(text)
  if (!parsed.ok) throw new Error(parsed.message)
  const events = parsed.state.events.map((event) => ({ ...event, metadata: { ...event.metadata, source: 'manual' } }))
  client.show(events as unknown as readonly SyncEvent[])
}
