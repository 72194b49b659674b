import type { StoredEvent } from '../journal/journal'
import type { Decision } from '../outbox/refused-command'
import type { Withdrawal } from '../outbox/withdrawal'
import type { DomainTypes } from '../ports/domain'
import type { SyncStatus } from '../status/status'

/** A frame about the stream itself, or the client's own `polling_data_refresh`. Shown, never journalled. */
export interface FrameEvent {
  readonly eventType: 'connected' | 'heartbeat' | 'reset' | 'polling_data_refresh'
  readonly data: Readonly<Record<string, unknown>>
  readonly timestamp: string
  readonly metadata: StoredEvent['metadata']
}

/** One push from engine to screen: at most one per frame. */
export interface FeedBatch<D extends DomainTypes = DomainTypes> {
  /** All documents are replaced by `changes` (a snapshot), rather than changed by them. */
  readonly replace: boolean
  readonly changes: readonly D['change'][]
  /** New events, oldest first. */
  readonly events: readonly StoredEvent<D['event']>[]
  /** Frames in the order they came; web clients show them among the events. */
  readonly frames?: readonly FrameEvent[]
  /** `null` when unchanged. */
  readonly status: SyncStatus | null
  readonly commandResults: readonly D['result'][]
  /** With `replace`, where another source takes over: all commands that wait now, in place of those known before. */
  readonly pending?: readonly D['command'][]
  /** Commands that have begun to wait, whichever page they were done in; after `pending`, where that is there too. */
  readonly waiting?: readonly D['command'][]
  /** Ids of events that somebody has just acknowledged. */
  readonly acknowledged?: readonly string[]
  /** All refused commands that nobody has decided on, in place of those known before; absent when unchanged. */
  readonly refused?: readonly D['refused'][]
  /** Ids of all that waits and has certainly not left this machine, in place of those known before; absent when unchanged. */
  readonly unsent?: readonly string[]
  /** Ids of commands that were taken back before they left: nothing of them will come. */
  readonly withdrawn?: readonly string[]
}

/** Everything a screen needs to draw itself before the first batch. */
export interface FeedState<D extends DomainTypes = DomainTypes> {
  readonly documents: readonly D['change'][]
  readonly recentEvents: readonly StoredEvent<D['event']>[]
  readonly status: SyncStatus
  /** What people did and the server has not answered yet, in order; their effects are not in `documents`. */
  readonly pending?: readonly D['command'][]
  /** What the server refused and nobody has decided on yet, in the order it was refused. */
  readonly refused?: readonly D['refused'][]
  /** Ids of those of `pending` that have certainly not left this machine: they can be taken back. */
  readonly unsent?: readonly string[]
}

/**
 * Where a screen gets its data and sends its commands. In Electron the preload bridge, in a browser the engine in the
 * page: a component cannot tell which. Batches continue exactly from what `load` returned; none is missed between.
 */
export interface StationSource<D extends DomainTypes = DomainTypes> {
  load(): Promise<FeedState<D>>
  subscribe(onBatch: (batch: FeedBatch<D>) => void): () => void
  /** Accepts a command for sending; resolves once it is safely kept (not yet executed). */
  send(command: D['command']): Promise<void>
  /** A person has decided on a refused command; resolves once it is no longer kept. An id that is not known is ignored. */
  release(id: string, decision: Decision): Promise<void>
  /** Takes commands back that have never left this machine: all of these, or none. Rejects where that cannot be kept. */
  withdraw(ids: readonly string[]): Promise<Withdrawal>
  /** Retries the connection and pending commands at once. */
  syncNow(): Promise<void>
}
