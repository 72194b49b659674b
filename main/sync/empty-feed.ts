import { type FeedState, IDLE_STATUS } from '@/lib/sync/engine'

/** What a station knows before it has a server. */
export const EMPTY_FEED: FeedState = {
  documents: [],
  recentEvents: [],
  status: IDLE_STATUS,
}

/**
 * While the journal cannot be used: what was known when it broke, and nothing newer, for that could not be kept.
 * @param at when it broke, ISO 8601
 */
export function withoutJournal(known: FeedState | null, at: string): FeedState {
  const { documents, recentEvents, status, pending, refused } = known ?? EMPTY_FEED
  const since = status.freshness.kind === 'stale' ? status.freshness.since : at
  return {
    documents,
    recentEvents,
    pending,
    refused,
    status: {
      ...EMPTY_FEED.status,
      cursor: status.cursor,
      pendingCommands: status.pendingCommands,
      reason: 'journal_failed',
      freshness: { kind: 'stale', since, cause: 'journal_failed' },
    },
  }
}
