import type { FeedState, StoredEvent, SyncMetrics } from '@/lib/sync/engine'
import {
  lastEventIdOf,
  parseState,
  readableEvents,
  serialiseState,
  toPersistedEvent,
  withinLimits,
} from '@/lib/sync/journal/storage-format'
import { StationError } from '../station-error'

/**
 * The station's sync state in the documented format 1.0.0: at most 100 events, none older than an hour.
 * @param now milliseconds since 1970
 */
export function exportText(feed: FeedState, metrics: SyncMetrics, now: number): string {
  const { recentEvents, status } = feed
  return serialiseState({
    events: withinLimits(recentEvents, now).map(toPersistedEvent),
    configuration: {},
    lastConnectionTime: status.connectionState === 'connected' ? new Date(now).toISOString() : null,
    connectionMetrics: { ...metrics },
    lastEventId: lastEventIdOf(status.cursor),
  })
}

/**
 * The events of a saved state, as history. Documents and cursor are the server's to say and are left alone.
 * @throws StationError `foreign`, `broken`, `newer`, with the reason for a person
 */
export function importedEvents(text: string): readonly StoredEvent[] {
  const parsed = parseState(text)
  if (!parsed.ok) throw new StationError(parsed.reason, parsed.message)
  return readableEvents(parsed.state.events).map((event) => ({
    ...event,
    metadata: { ...event.metadata, source: 'manual' },
  }))
}
