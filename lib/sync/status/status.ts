import type { ConnectionStateName } from '../connection/states'
import type { Cursor } from '../protocol'
import type { BrokenLink } from '../transport/broken-link'

/** What the client may claim of its picture. Never `current` while events are known or suspected missing. */
export type Freshness =
  | { readonly kind: 'current' }
  | { readonly kind: 'catching_up'; readonly behind: number }
  /** `since`: when the picture was last known to be current; `null` if never. */
  | { readonly kind: 'stale'; readonly since: string | null; readonly cause: StaleCause }

export type StaleCause = 'not_connected' | 'server_unreachable' | 'silent' | 'unauthorized' | 'journal_failed'

export type BreakerState = 'closed' | 'open' | 'half_open'

/** The engine's state in one value; a new object each time it changes. */
export interface SyncStatus {
  readonly connectionState: ConnectionStateName
  /** Machine-readable cause of `error`, e.g. `unauthorized`, `network`, `http_502`. */
  readonly reason: string | null
  readonly transport: 'sse' | 'polling' | null
  readonly freshness: Freshness
  readonly cursor: Cursor | null
  /** Head of the server's log as last heard. */
  readonly head: number | null
  /** Failed connection attempts in a row. */
  readonly attempts: number
  /** Which link to the server requests fail at, and since when; `null` while they are answered. */
  readonly brokenLink?: BrokenLink | null
  /** How often the server, asked anew, has refused these credentials in a row. By itself the engine asks a minute after the first, later every 5. */
  readonly refusals?: number
  /** ISO 8601; when the next attempt or SSE retry is due. */
  readonly nextRetryAt: string | null
  readonly breaker: BreakerState
  /** ISO 8601; when an open breaker lets one request through. */
  readonly breakerProbeAt?: string | null
  /** Commands accepted from people and not yet answered by the server. */
  readonly pendingCommands: number
  /** Whether commands outlive a reload and a crash; `memory` where this browser may store nothing. */
  readonly commandsKept?: CommandsKept
  /** Milliseconds from this machine's clock to the server's; 0 within 2 s, absent until the server was heard. */
  readonly clockOffset?: number
  /** Set when the local journal was damaged and begun anew. */
  readonly journalRecovered: { readonly reason: string } | null
}

export type CommandsKept = 'durable' | 'memory'
