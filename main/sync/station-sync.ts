import {
  type Command,
  ConnectionHistory,
  type FeedBatch,
  type FeedState,
  idleMetrics,
  type LogEntry,
  type StorageUse,
  type StoredEvent,
  type SyncEngine,
  type SyncMetrics,
  type SyncStatus,
} from '@/lib/sync/engine'
import { StationError } from '../station-error'
import { EMPTY_FEED, JOURNAL_FAILED } from './empty-feed'

/** Which server the station follows. `key` is `null` while it is not known yet: then nothing is asked of the network. */
export interface SyncTarget {
  /** Names the journal: the server's origin, or `host`. */
  readonly journal: string
  readonly url: string
  readonly key: string | null
}

/** An engine and what only its journal can do. */
export interface StationEngine {
  readonly engine: SyncEngine
  readonly addHistory: (events: readonly StoredEvent[]) => number
  readonly eventsOfOrder: (orderID: string) => readonly StoredEvent[]
  readonly storage: () => readonly StorageUse[]
}

/** Makes an engine with its journal for a server; `headers` is asked at every request. */
export type EngineFactory = (
  target: Pick<SyncTarget, 'journal' | 'url'>,
  headers: () => Readonly<Record<string, string>>,
) => StationEngine

export interface StationSyncOptions {
  readonly createEngine: EngineFactory
  readonly authorization: (key: string) => Readonly<Record<string, string>>
  readonly log: (entry: Pick<LogEntry, 'level' | 'message' | 'detail'>) => void
  readonly now?: () => number
}

/** Owns the engine over changes of server and key; screens keep one feed through all of them. */
export class StationSync {
  /** Over all servers followed since the start. */
  readonly history: ConnectionHistory
  readonly #options: StationSyncOptions
  readonly #startedAt: string
  readonly #listeners = new Set<(batch: FeedBatch) => void>()
  #running: StationEngine | null = null
  #target: SyncTarget | null = null
  #key: string | null = null
  /** The journal could not be opened (a full disk, a missing permission). */
  #failed = false
  /** An engineer cut the station off to look at something. */
  #cutOff = false
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: StationSyncOptions) {
    this.#options = options
    this.history = new ConnectionHistory(undefined, options.now)
    this.#startedAt = new Date((options.now ?? Date.now)()).toISOString()
  }

  /** Follows another server, or the same with another key; `null` follows none. Resolves with the journal open. */
  follow(target: SyncTarget | null): Promise<void> {
    const turn = this.#turn.then(() => this.#follow(target))
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  state(): FeedState {
    return this.#running?.engine.state() ?? (this.#failed ? JOURNAL_FAILED : EMPTY_FEED)
  }

  status(): SyncStatus {
    return this.#running?.engine.status() ?? this.state().status
  }

  /** What the journal takes on the disk; empty when no server is followed. */
  storage(): readonly StorageUse[] {
    return this.#running?.storage() ?? []
  }

  metrics(): SyncMetrics {
    return this.#running?.engine.metrics() ?? idleMetrics(this.#startedAt)
  }

  subscribe(listener: (batch: FeedBatch) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** @throws StationError `not_set_up` */
  async send(command: Command): Promise<void> {
    await this.#needed().engine.send(command)
  }

  syncNow(): void {
    if (this.#key !== null) this.#running?.engine.syncNow()
  }

  /**
   * Adds events of the followed log's past (an import) and shows them.
   * @returns how many were new
   * @throws StationError `not_set_up`
   */
  addHistory(events: readonly StoredEvent[]): Promise<number> {
    const turn = this.#turn.then(async () => {
      const added = this.#needed().addHistory(events)
      const target = this.#target
      // The engine reads its history when it starts.
      if (added > 0 && target) {
        await this.#follow(null)
        await this.#follow(target)
      }
      return added
    })
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  /** @throws StationError `not_set_up`, `no_key` */
  act(action: 'disconnect' | 'reconnect' | 'dropStream' | 'forcePolling'): void {
    const { engine } = this.#needed()
    if (action === 'dropStream') engine.dropStream()
    else if (action === 'forcePolling') engine.forcePolling()
    else {
      if (this.#key === null) throw new StationError('no_key', 'The server has given this station no key yet. Wait.')
      this.#cutOff = action === 'disconnect'
      engine.disconnect()
      if (action === 'reconnect') engine.connect()
    }
  }

  /** Connects again what `act` cut off: nobody at the screen could, once the engineer has gone. */
  endCutOff(): void {
    if (!this.#cutOff) return
    this.#cutOff = false
    if (this.#key !== null) this.#running?.engine.connect()
  }

  /** What the journal holds of one order, oldest first. @throws StationError `not_set_up` */
  eventsOfOrder(orderID: string): readonly StoredEvent[] {
    return this.#needed().eventsOfOrder(orderID)
  }

  /** Name of the journal in use; `null` when no server is followed. */
  journalName(): string | null {
    return this.#target?.journal ?? null
  }

  /** The server and key in use, for reports to it. */
  access(): { url: string; key: string } | null {
    return this.#target && this.#key !== null ? { url: this.#target.url, key: this.#key } : null
  }

  stop(): Promise<void> {
    return this.follow(null)
  }

  async #follow(target: SyncTarget | null): Promise<void> {
    const before = this.#target
    const same = before !== null && target !== null && before.journal === target.journal && before.url === target.url
    if (same && this.#running) {
      this.#target = target
      this.#setKey(target.key)
      return
    }
    const old = this.#running
    this.#running = null
    this.#target = null
    this.#key = null
    this.#failed = false
    this.#cutOff = false
    await old?.engine.stop()
    try {
      if (target) await this.#start(target)
    } catch (error) {
      this.#failed = true
      throw error
    } finally {
      this.#announce()
    }
  }

  /** Screens begin anew from the whole state. */
  #announce(): void {
    const { documents, recentEvents, status, pending = [] } = this.state()
    this.#emit({ replace: true, changes: documents, events: recentEvents, status, commandResults: [], pending })
  }

  async #start(target: SyncTarget): Promise<void> {
    const { createEngine, authorization, log } = this.#options
    const made = createEngine(target, () => (this.#key === null ? {} : authorization(this.#key)))
    const { engine } = made
    const { status } = await engine.start()
    if (status.journalRecovered) {
      log({
        level: 'warn',
        message: 'The journal was damaged and begun anew; a snapshot rebuilds it.',
        detail: { ...status.journalRecovered },
      })
    }
    engine.subscribe((batch) => {
      if (this.#running === made) this.#emit(batch)
    })
    this.#running = made
    this.#target = target
    this.#setKey(target.key)
  }

  #setKey(key: string | null): void {
    if (key === this.#key) return
    const had = this.#key !== null
    this.#key = key
    if (key === null) this.#running?.engine.disconnect()
    else if (had) this.#running?.engine.credentialsChanged()
    else this.#running?.engine.connect()
  }

  #needed(): StationEngine {
    if (this.#running) return this.#running
    throw new StationError('not_set_up', 'This station has no server yet. Complete the first run, then try again.')
  }

  #emit(batch: FeedBatch): void {
    if (batch.status) this.history.take(batch.status)
    for (const listener of this.#listeners) listener(batch)
  }
}
