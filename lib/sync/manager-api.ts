import type { Decision, RefusedCommand } from './commands/refused-command'
import type { SyncConfig } from './config'
import type { CommandsKept, FeedBatch, FeedState, SyncStatus } from './feed'
import type { Journal } from './journal/journal'
import type { SyncMetrics } from './metrics/metrics'
import type { Command } from './protocol'

/** Time, passed in so that tests can hold it. Times in milliseconds since 1970. */
export interface Clock {
  now(): number
  /** Milliseconds that never go back, for durations. */
  monotonic(): number
  setTimeout(run: () => void, delay: number): unknown
  clearTimeout(timer: unknown): void
}

/** The part of WHATWG `EventSource` the engine uses. */
export interface EventSourceLike {
  readonly readyState: number
  addEventListener(
    type: string,
    listener: (event: { data?: string; lastEventId?: string; code?: number }) => void,
  ): void
  close(): void
}

/** Makes an event stream; the documented seam for tests and for Node, where headers carry the credentials. */
export type EventSourceFactory = (url: string) => EventSourceLike

export interface LogEntry {
  readonly at: string
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly message: string
  readonly detail?: Readonly<Record<string, unknown>>
}

export interface SyncManagerOptions {
  /** Origin of the server, e.g. `http://127.0.0.1:3710`; empty for the page's own origin. */
  readonly serverUrl: string
  readonly journal: Journal
  readonly outbox?: Outbox
  /** On whose behalf commands are sent, as the log names it (`user:7`): the server refuses them from anybody else. */
  readonly account?: string
  readonly config?: Partial<SyncConfig>
  readonly clock?: Clock
  /** Uniform in [0, 1). */
  readonly random?: () => number
  readonly fetch?: typeof fetch
  readonly eventSourceFactory?: EventSourceFactory
  /** Called for each request, so that a new credential is used at once; SSE gets them where the factory can. */
  readonly headers?: () => Readonly<Record<string, string>>
  readonly log?: (entry: LogEntry) => void
  /** Delivers batches; by default once per animation frame, or every 16 ms where nothing is drawn. */
  readonly scheduleFrame?: FrameScheduler
  /** Bytes the journal holds, where it can tell. */
  readonly storageBytes?: () => number | null
}

/** Asks for `run` to be called before the next frame is drawn; returns what takes the request back. */
export type FrameScheduler = (run: () => void) => () => void

/** Keeps commands until the server has answered them. Durable when `add` resolves. */
export interface Outbox {
  /** Absent: `durable`. May change with any call. */
  readonly kept?: CommandsKept
  pending(): Promise<readonly Command[]>
  add(command: Command): Promise<void>
  settle(ids: readonly string[]): Promise<void>
  /**
   * Turns waiting commands into refused ones, in one step: each is kept with its answer until it is released, and waits no
   * longer. One that does not wait any more was settled elsewhere, and is left alone. Rejects where that could not be kept.
   */
  setAside(refused: readonly RefusedCommand[]): Promise<void>
  /** What was set aside and not released, in that order. */
  refused(): Promise<readonly RefusedCommand[]>
  release(id: string): Promise<void>
}

/** What a subscription asks for; several share one stream. */
export type Subscription = Pick<SyncConfig, 'orderID' | 'eventTypes' | 'bayId' | 'tenantId'>

/** The engine's public surface; `SyncManager` implements it. */
export interface SyncEngine {
  /** Opens the journal and yields its contents; no network is touched. */
  start(): Promise<FeedState>
  connect(subscription?: Subscription): void
  disconnect(): void
  /** Tries SSE and pending commands at once (network back, person pressed "Sync now"). */
  syncNow(): void
  /** New credentials: leaves `error: unauthorized`. */
  credentialsChanged(): void
  /** Debug: drops the stream as a network loss would. */
  dropStream(): void
  /** Debug: goes to polling and stays until SSE retry is due. */
  forcePolling(): void
  send(command: Command): Promise<void>
  /** A person has decided on a refused command: it is written down and no longer kept. */
  release(id: string, decision: Decision): Promise<void>
  /** Somebody has seen these events: kept with them, and told to the other tabs. Ids that are not known are ignored. */
  acknowledge(ids: readonly string[]): void
  state(): FeedState
  status(): SyncStatus
  metrics(): SyncMetrics
  /** The last 500 log entries, oldest first; of one level alone where it is named. */
  logEntries(level?: LogEntry['level']): readonly LogEntry[]
  subscribe(onBatch: (batch: FeedBatch) => void): () => void
  /** Disconnects, waits for journal writes under way, closes the journal. */
  stop(): Promise<void>
}
