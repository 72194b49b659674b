import type { FeedState } from '@/lib/sync/engine'

/** What a station knows before it has a server. */
export const EMPTY_FEED: FeedState = {
  documents: [],
  recentEvents: [],
  status: {
    connectionState: 'disconnected',
    reason: null,
    transport: null,
    freshness: { kind: 'stale', since: null, cause: 'not_connected' },
    cursor: null,
    head: null,
    attempts: 0,
    nextRetryAt: null,
    breaker: 'closed',
    pendingCommands: 0,
    journalRecovered: null,
  },
}

/** What it says while its journal cannot be opened: nothing may be shown that could not be kept. */
export const JOURNAL_FAILED: FeedState = {
  ...EMPTY_FEED,
  status: {
    ...EMPTY_FEED.status,
    reason: 'journal_failed',
    freshness: { kind: 'stale', since: null, cause: 'journal_failed' },
  },
}
