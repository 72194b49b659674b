import type { Command } from '@/lib/domain'
import {
  type Clock,
  ConnectionHistory,
  type Decision,
  type FeedBatch,
  type FeedState,
  idleMetrics,
  type LogEntry,
  type StorageUse,
  type StoredEvent,
  type SyncEngine,
  type SyncMetrics,
  type SyncStatus,
  systemClock,
  type Withdrawal,
} from '@/lib/sync/engine'
import { type Carried, faultOf } from '../journal'
import { StationError } from '../station-error'
import type { ServerAccess } from './credentials'
import { EMPTY_FEED, withoutJournal } from './empty-feed'
import { JournalTroubles } from './journal-troubles'

/** A disk that fails three times in a row has broken the journal; the next try is on a repaired one. */
const SEND_TRIES = 4

/** Which server the station follows. `key` is `null` while it is not known yet: then nothing is asked of the network. */
export interface SyncTarget {
  /** Names the journal: the server's origin, or `host`. */
  readonly journal: string
  readonly url: string
  readonly key: string | null
  /** Fingerprint of the key by which the server is known, where it is. */
  readonly pin?: string | null
}

/** An engine and what only its journal can do. */
export interface StationEngine {
  readonly engine: SyncEngine
  /** Nothing is fetched into the journal any more but by the engine. */
  readonly endHistory: () => void
  readonly addHistory: (events: readonly StoredEvent[]) => number
  readonly eventsOfOrder: (orderID: string) => readonly StoredEvent[]
  readonly storage: () => readonly StorageUse[]
}

/** How a journal is opened; see `SqliteJournalOptions`. */
export interface JournalOpening {
  readonly carried: Carried | null
  readonly anew: boolean
  readonly broken: (error: unknown) => void
}

/** Makes an engine with its journal for a server; `headers` is asked at every request. */
export type EngineFactory = (
  target: Pick<SyncTarget, 'journal' | 'url' | 'pin'>,
  headers: () => Readonly<Record<string, string>>,
  journal: JournalOpening,
) => StationEngine

export interface StationSyncOptions {
  readonly createEngine: EngineFactory
  readonly authorization: (key: string) => Readonly<Record<string, string>>
  readonly log: (entry: Pick<LogEntry, 'level' | 'message' | 'detail'>) => void
  /** A journal was found broken, and a new one put in its place. */
  readonly repaired?: () => void
  readonly clock?: Clock
}

/**
 * Owns the engine over changes of server and key; screens keep one feed through all of them. A journal that breaks is
 * closed, repaired and opened again with everything the engine knew, and tried again until that works.
 */
export class StationSync {
  /** Over all servers followed since the start. */
  readonly history: ConnectionHistory
  readonly #options: StationSyncOptions
  readonly #startedAt: string
  readonly #listeners = new Set<(batch: FeedBatch) => void>()
  #running: StationEngine | null = null
  #target: SyncTarget | null = null
  #key: string | null = null
  readonly #clock: Clock
  #troubles = new JournalTroubles()
  /** The journal cannot be used now (a full disk, a missing permission): what was known when it broke, if it was open. */
  #failed: { readonly known: FeedState | null; readonly at: string } | null = null
  #retry: unknown
  /** An engineer cut the station off to look at something. */
  #cutOff = false
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: StationSyncOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.history = new ConnectionHistory(undefined, () => this.#clock.now())
    this.#startedAt = this.#time()
  }

  /**
   * Follows another server, or the same with another key; `null` follows none. Resolves with the journal open.
   * @throws why it could not be opened; it is tried again by itself
   */
  follow(target: SyncTarget | null): Promise<void> {
    const turn = this.#turn.then(() => this.#follow(target))
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  state(): FeedState {
    return (
      this.#running?.engine.state() ?? (this.#failed ? withoutJournal(this.#failed.known, this.#failed.at) : EMPTY_FEED)
    )
  }

  /** Whether nothing that was done here waits for the server's answer; a journal that cannot be read may hold such. */
  isSettled(): boolean {
    if (!this.#running) return this.#target === null && this.#failed === null
    return (this.#running.engine.state().pending?.length ?? 0) === 0
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

  /**
   * Resolves once it is kept: a disk that fails is asked again, and a journal that breaks is repaired first.
   * @throws StationError `not_set_up`, `journal_closed`
   */
  send(command: Command): Promise<void> {
    return this.#keep((engine) => engine.send(command))
  }

  /**
   * A person has decided on a refused command; resolves once that is kept.
   * @throws StationError `not_set_up`, `journal_closed`
   */
  release(id: string, decision: Decision): Promise<void> {
    return this.#keep((engine) => engine.release(id, decision))
  }

  /**
   * Takes commands back that have never left this machine: all of these, or none.
   * @throws StationError `not_set_up`, `journal_closed`
   */
  withdraw(ids: readonly string[]): Promise<Withdrawal> {
    return this.#keep((engine) => engine.withdraw(ids))
  }

  async #keep<T>(work: (engine: SyncEngine) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      await this.#turn
      const { engine } = this.#needed()
      try {
        return await work(engine)
      } catch (error) {
        await this.#turn
        const repaired = this.#running?.engine !== engine
        if (tries >= SEND_TRIES || (!repaired && faultOf(error) === null)) throw error
      }
    }
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
  access(): ServerAccess | null {
    return this.#target && this.#key !== null
      ? { url: this.#target.url, key: this.#key, pin: this.#target.pin ?? null }
      : null
  }

  stop(): Promise<void> {
    return this.follow(null)
  }

  async #follow(target: SyncTarget | null): Promise<void> {
    const before = this.#target
    const same = before !== null && target !== null && isSame(before, target)
    if (same && this.#running) {
      this.#target = target
      this.#setKey(target.key)
      return
    }
    const { journal } = target ?? {}
    if (before?.journal !== journal) this.#troubles = new JournalTroubles()
    const known = before?.journal === journal ? (this.#failed?.known ?? null) : null
    this.#failed = null
    await this.#leave()
    this.#target = target
    if (target) await this.#open(target, known)
    else this.#announce()
  }

  async #leave(): Promise<void> {
    this.#clock.clearTimeout(this.#retry)
    const old = this.#running
    this.#running = null
    this.#target = null
    this.#key = null
    this.#cutOff = false
    old?.endHistory()
    await old?.engine.stop()
  }

  /** @param known what the engine knew that had this journal open when it broke */
  async #open(target: SyncTarget, known: FeedState | null): Promise<void> {
    try {
      await this.#start(target, known)
      this.#troubles.opened()
      this.#failed = null
    } catch (error) {
      this.#failed = { known, at: this.#failed?.at ?? this.#time() }
      const pause = this.#troubles.failed(error)
      this.#retry = this.#clock.setTimeout(() => this.#again(target, known), pause)
      throw error
    } finally {
      this.#announce()
    }
  }

  #again(target: SyncTarget, known: FeedState | null): void {
    this.#takeTurn(async () => {
      if (this.#target === target && !this.#running) await this.#open(target, known)
    })
  }

  /** The open journal can keep nothing more. It is closed and opened again, which repairs it. */
  #journalBroke(broken: StationEngine, error: unknown): void {
    this.#options.log({
      level: 'error',
      message: 'The journal broke; it is repaired.',
      detail: { error: String(error) },
    })
    this.#takeTurn(async () => {
      const target = this.#target
      if (this.#running !== broken || !target) return
      this.#troubles.broke(error, this.#clock.monotonic())
      const known = broken.engine.state()
      this.#failed = { known, at: this.#time() }
      await this.#leave()
      this.#target = target
      await this.#open(target, known)
    })
  }

  #takeTurn(work: () => Promise<void>): void {
    this.#turn = this.#turn.then(work).catch((error: unknown) => {
      const detail = { error: String(error) }
      this.#options.log({ level: 'error', message: 'The journal could not be opened; it is tried again.', detail })
    })
  }

  /** Screens begin anew from the whole state. */
  #announce(): void {
    const { documents, recentEvents, status, pending = [], refused = [], unsent = [] } = this.state()
    const whole = { replace: true, changes: documents, events: recentEvents, status, pending, refused, unsent }
    this.#emit({ ...whole, commandResults: [] })
  }

  async #start(target: SyncTarget, known: FeedState | null): Promise<void> {
    const { createEngine, authorization, log } = this.#options
    const headers = () => (this.#key === null ? {} : authorization(this.#key))
    const made: StationEngine = createEngine(target, headers, {
      carried: known && { ...known, cursor: known.status.cursor },
      anew: this.#troubles.anew,
      broken: (error) => this.#journalBroke(made, error),
    })
    const { engine } = made
    const { status } = await engine.start()
    if (status.journalRecovered) {
      const message = 'The journal was damaged and set aside; a new one has what could be saved.'
      log({ level: 'warn', message, detail: { ...status.journalRecovered } })
      this.#options.repaired?.()
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

  #time(): string {
    return new Date(this.#clock.now()).toISOString()
  }

  #needed(): StationEngine {
    if (this.#running) return this.#running
    if (this.#failed) {
      throw new StationError(
        'journal_closed',
        'This machine cannot save anything now. Free some disk space, then try again.',
      )
    }
    throw new StationError('not_set_up', 'This station has no server yet. Complete the first run, then try again.')
  }

  #emit(batch: FeedBatch): void {
    if (batch.status) this.history.take(batch.status)
    for (const listener of this.#listeners) listener(batch)
  }
}

/** Whether the same engine serves both: another key is told to it. */
const isSame = (one: SyncTarget, other: SyncTarget): boolean =>
  one.journal === other.journal && one.url === other.url && (one.pin ?? null) === (other.pin ?? null)
