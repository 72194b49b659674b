import type { Decision, RefusedCommand } from './commands/refused-command'
import type { ConnectionStateName } from './connection/states'
import type { StoredEvent } from './journal/journal'
import type { DocumentChange } from './projection/documents'
import type { Command, CommandResult, Cursor } from './protocol'

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

/** A frame about the stream itself, or the client's own `polling_data_refresh`. Shown, never journalled. */
export interface FrameEvent {
  readonly eventType: 'connected' | 'heartbeat' | 'reset' | 'polling_data_refresh'
  readonly data: Readonly<Record<string, unknown>>
  readonly timestamp: string
  readonly metadata: StoredEvent['metadata']
}

/** One push from engine to screen: at most one per frame. */
export interface FeedBatch {
  /** All documents are replaced by `changes` (a snapshot), rather than changed by them. */
  readonly replace: boolean
  readonly changes: readonly DocumentChange[]
  /** New events, oldest first. */
  readonly events: readonly StoredEvent[]
  /** Frames in the order they came; web clients show them among the events. */
  readonly frames?: readonly FrameEvent[]
  /** `null` when unchanged. */
  readonly status: SyncStatus | null
  readonly commandResults: readonly CommandResult[]
  /** With `replace`, where another source takes over: all commands that wait now, in place of those known before. */
  readonly pending?: readonly Command[]
  /** Ids of events that somebody has just acknowledged. */
  readonly acknowledged?: readonly string[]
  /** All refused commands that nobody has decided on, in place of those known before; absent when unchanged. */
  readonly refused?: readonly RefusedCommand[]
}

/** Everything a screen needs to draw itself before the first batch. */
export interface FeedState {
  readonly documents: readonly DocumentChange[]
  readonly recentEvents: readonly StoredEvent[]
  readonly status: SyncStatus
  /** What people did and the server has not answered yet, in order; their effects are not in `documents`. */
  readonly pending?: readonly Command[]
  /** What the server refused and nobody has decided on yet, in the order it was refused. */
  readonly refused?: readonly RefusedCommand[]
}

/**
 * Where a screen gets its data and sends its commands. In Electron the preload bridge, in a browser the engine in the
 * page: a component cannot tell which. Batches continue exactly from what `load` returned; none is missed between.
 */
export interface StationSource {
  load(): Promise<FeedState>
  subscribe(onBatch: (batch: FeedBatch) => void): () => void
  /** Accepts a command for sending; resolves once it is safely kept (not yet executed). */
  send(command: Command): Promise<void>
  /** A person has decided on a refused command; resolves once it is no longer kept. An id that is not known is ignored. */
  release(id: string, decision: Decision): Promise<void>
  /** Retries the connection and pending commands at once. */
  syncNow(): Promise<void>
}
