import type { Command, FeedBatch, FeedState, LogEntry, SyncEngine, SyncMetrics } from '@/lib/sync/engine'
import { StationError } from '../station-error'
import { EMPTY_FEED, emptyMetrics } from './empty-feed'

/** Which server the station follows. `key` is `null` while it is not known yet: then nothing is asked of the network. */
export interface SyncTarget {
  /** Names the journal: the server's origin, or `host`. */
  readonly journal: string
  readonly url: string
  readonly key: string | null
}

/** Makes an engine with its journal for a server; `headers` is asked at every request. */
export type EngineFactory = (
  target: Pick<SyncTarget, 'journal' | 'url'>,
  headers: () => Readonly<Record<string, string>>,
) => SyncEngine

export interface StationSyncOptions {
  readonly createEngine: EngineFactory
  readonly authorization: (key: string) => Readonly<Record<string, string>>
  readonly log: (entry: Pick<LogEntry, 'level' | 'message' | 'detail'>) => void
  readonly now?: () => number
}

/** Owns the engine over changes of server and key; screens keep one feed through all of them. */
export class StationSync {
  readonly #options: StationSyncOptions
  readonly #startedAt: string
  readonly #listeners = new Set<(batch: FeedBatch) => void>()
  #engine: SyncEngine | null = null
  #target: SyncTarget | null = null
  #key: string | null = null
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: StationSyncOptions) {
    this.#options = options
    this.#startedAt = new Date((options.now ?? Date.now)()).toISOString()
  }

  /** Follows another server, or the same with another key; `null` follows none. Resolves with the journal open. */
  follow(target: SyncTarget | null): Promise<void> {
    const turn = this.#turn.then(() => this.#follow(target))
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  state(): FeedState {
    return this.#engine?.state() ?? EMPTY_FEED
  }

  metrics(): SyncMetrics {
    return this.#engine?.metrics() ?? emptyMetrics(this.#startedAt)
  }

  subscribe(listener: (batch: FeedBatch) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** @throws StationError `not_set_up` */
  async send(command: Command): Promise<void> {
    await this.#running().send(command)
  }

  syncNow(): void {
    if (this.#key !== null) this.#engine?.syncNow()
  }

  act(action: 'disconnect' | 'reconnect' | 'dropStream' | 'forcePolling'): void {
    const engine = this.#running()
    if (action === 'disconnect') engine.disconnect()
    else if (action === 'reconnect') engine.connect()
    else if (action === 'dropStream') engine.dropStream()
    else engine.forcePolling()
  }

  exportState(): string {
    return this.#running().exportState()
  }

  importState(text: string): Promise<number> {
    return this.#running().importState(text)
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
    if (same && this.#engine) {
      this.#target = target
      this.#setKey(target.key)
      return
    }
    const old = this.#engine
    this.#engine = null
    this.#target = null
    this.#key = null
    await old?.stop()
    if (target) await this.#start(target)
    const { documents, recentEvents, status } = this.state()
    this.#emit({ replace: true, changes: documents, events: recentEvents, status, commandResults: [] })
  }

  async #start(target: SyncTarget): Promise<void> {
    const { createEngine, authorization, log } = this.#options
    const engine = createEngine(target, () => (this.#key === null ? {} : authorization(this.#key)))
    const { status } = await engine.start()
    if (status.journalRecovered) {
      log({
        level: 'warn',
        message: 'The journal was damaged and begun anew; a snapshot rebuilds it.',
        detail: { ...status.journalRecovered },
      })
    }
    engine.subscribe((batch) => {
      if (this.#engine === engine) this.#emit(batch)
    })
    this.#engine = engine
    this.#target = target
    this.#setKey(target.key)
  }

  #setKey(key: string | null): void {
    if (key === this.#key) return
    const had = this.#key !== null
    this.#key = key
    if (key === null) this.#engine?.disconnect()
    else if (had) this.#engine?.credentialsChanged()
    else this.#engine?.connect()
  }

  #running(): SyncEngine {
    if (this.#engine) return this.#engine
    throw new StationError('not_set_up', 'This station has no server yet. Complete the first run, then try again.')
  }

  #emit(batch: FeedBatch): void {
    for (const listener of this.#listeners) listener(batch)
  }
}
