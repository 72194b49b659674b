import { lastEventIdOf, serialiseState, toPersistedEvent, withinLimits } from '../journal/storage-format'
import type { SyncMetrics } from '../metrics/metrics'
import type { FeedState } from './feed'

/**
 * An engine's state in the documented format 1.0.0: at most 100 events, none older than an hour.
 * @param now milliseconds since 1970
 */
export function exportFeed(feed: FeedState, metrics: SyncMetrics, now: number): string {
  const { recentEvents, status } = feed
  return serialiseState({
    events: withinLimits(recentEvents, now).map(toPersistedEvent),
    configuration: {},
    lastConnectionTime: status.connectionState === 'connected' ? new Date(now).toISOString() : null,
    connectionMetrics: { ...metrics },
    lastEventId: lastEventIdOf(status.cursor),
  })
}
