import type { SyncConfig } from './config'
import type { FeedBatch, FeedState } from './feed/feed'
import type { Journal } from './journal/journal'
import type { SyncMetrics } from './metrics/metrics'
import type { Commanding } from './outbox/commanding'
import type { Decision } from './outbox/refused-command'
import type { Withdrawal } from './outbox/withdrawal'
import type { DomainTypes, ReadingDomain } from './ports/domain'
import type { Clock, EventSourceFactory, FrameScheduler, LogEntry, Outbox } from './ports/ports'
import type { SyncStatus } from './status/status'
import type { BrokenLinkName } from './transport/broken-link'
import type { RequestFailure } from './transport/http'
import type { Paging } from './transport/paging'

export interface SyncManagerOptions {
  /** What the site is about: its documents and events. */
  readonly domain: ReadingDomain
  /** What sends its commands; a function brings it when something is to be sent, or may wait in the outbox. */
  readonly commanding: Commanding | (() => Promise<Commanding>)
  /** What asks for pages; a function brings it when the first is asked for. */
  readonly paging: Paging | (() => Promise<Paging>)
  /** Origin of the server, e.g. `http://127.0.0.1:3710`; empty for the page's own origin. */
  readonly serverUrl: string
  readonly journal: Journal
  readonly outbox?: Outbox | undefined
  /** On whose behalf commands are sent, as the log names it (`user:7`): the server refuses them from anybody else. */
  readonly account?: string | undefined
  readonly config?: Partial<SyncConfig> | undefined
  readonly clock?: Clock | undefined
  /** Uniform in [0, 1). */
  readonly random?: (() => number) | undefined
  readonly fetch?: typeof fetch | undefined
  readonly eventSourceFactory?: EventSourceFactory | undefined
  /** Called for each request, so that a new credential is used at once; SSE gets them where the factory can. */
  readonly headers?: (() => Readonly<Record<string, string>>) | undefined
  readonly log?: ((entry: LogEntry) => void) | undefined
  /** Says at which link to the server requests fail; without it the status tells none. */
  readonly nameLink?: ((failure: RequestFailure, serverUrl: string) => BrokenLinkName | null | undefined) | undefined
  /** Delivers batches; by default once per animation frame, or every 16 ms where nothing is drawn. */
  readonly scheduleFrame?: FrameScheduler | undefined
  /** Bytes the journal holds, where it can tell. */
  readonly storageBytes?: (() => number | null) | undefined
}

/** What a subscription asks for; several share one stream. */
export type Subscription = Pick<SyncConfig, 'orderID' | 'eventTypes' | 'bayId' | 'tenantId'>

/** The engine's public surface; `SyncManager` implements it. */
export interface SyncEngine<D extends DomainTypes = DomainTypes> {
  /** Opens the journal and yields its contents; no network is touched. */
  start(): Promise<FeedState<D>>
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
  send(command: D['command']): Promise<void>
  /**
   * Sends what another tab was asked to do.
   * @param stored whether that tab has it in the same outbox: what is not there any more was answered, or taken back
   */
  takeOver(command: D['command'], stored: boolean): Promise<void>
  /** Takes commands back that have never left this machine: all of these, or none. Rejects where that cannot be kept. */
  withdraw(ids: readonly string[]): Promise<Withdrawal>
  /** Another tab has taken these back. */
  withdrawn(ids: readonly string[]): void
  /** A person has decided on a refused command: it is written down and no longer kept. */
  release(id: string, decision: Decision): Promise<void>
  /** Somebody has seen these events: kept with them, and told to the other tabs. Ids that are not known are ignored. */
  acknowledge(ids: readonly string[]): void
  state(): FeedState<D>
  status(): SyncStatus
  metrics(): SyncMetrics
  /** The last 500 log entries, oldest first; of one level alone where it is named. */
  logEntries(level?: LogEntry['level']): readonly LogEntry[]
  subscribe(onBatch: (batch: FeedBatch<D>) => void): () => void
  /** Disconnects, waits for journal writes under way, closes the journal. */
  stop(): Promise<void>
}
