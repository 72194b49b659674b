import type { SyncStatus } from './status'

/** What may be claimed before anything was heard. */
export const IDLE_STATUS: SyncStatus = Object.freeze({
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
} satisfies SyncStatus)
