import type { SyncConfig } from '../config'
import { backoffDelay } from '../connection/backoff'
import type { Journal, JournalReplacement, StoredEvent } from '../journal/journal'
import type { DocumentChange, Domain } from '../ports/domain'
import type { Clock } from '../ports/ports'
import { applyCarried } from '../projection/apply-carried'
import { type DocumentStore, PendingChanges } from '../projection/document-store'
import type { Cursor } from '../protocol'

/** Most events one transaction takes. */
const MAX_BATCH = 200
/** Shortest time between two transactions, milliseconds, unless a whole batch is waiting. */
const BATCH_WINDOW = 8
/** Events waiting for the disk beyond which new ones are refused and fetched again later. */
const MAX_WAITING = 10_000

/** `rebuild`: what we hold is void. `merge`: documents anew, events still from the cursor we have, unless that is far behind. */
export type SnapshotKind = 'rebuild' | 'merge'

/** A step of the cursor: past an event, or past one that was filtered out or invalid. */
export interface Accepted {
  readonly cursor: Cursor
  readonly event: StoredEvent | null
}

export interface DurableStep {
  readonly events: readonly StoredEvent[]
  readonly changes: readonly DocumentChange[]
  readonly cursor: Cursor
}

export interface JournalWriterOptions {
  readonly domain: Pick<Domain, 'documentsOf'>
  readonly journal: Journal
  readonly documents: DocumentStore
  readonly clock: Clock
  readonly random: () => number
  readonly config: SyncConfig
  onDurable(step: DurableStep): void
  /** Called when writes begin to fail and when they succeed again. */
  onFailing(failing: boolean, error: unknown): void
}

/**
 * Makes accepted events durable in micro-batches: event, document and cursor in one journal transaction, one after
 * another. Nothing moves (documents, cursor, screen) before the journal has it; a failing journal is tried again.
 */
export class JournalWriter {
  readonly #options: JournalWriterOptions
  #cursor: Cursor | null = null
  #waiting: Accepted[] = []
  #failures = 0
  #timer: unknown = null
  #retryTimer: unknown = null
  #wakeRetry: (() => void) | null = null
  #lastWrite = Number.NEGATIVE_INFINITY
  #generation = 0
  #stopped = false
  #scheduled = false
  /** Snapshots that wait for the journal: a write that fails again and again makes way for them. */
  #replacing = 0
  #lock: Promise<void> = Promise.resolve()
  #settled: (() => void)[] = []

  constructor(options: JournalWriterOptions) {
    this.#options = options
  }

  /** The durable cursor. */
  get cursor(): Cursor | null {
    return this.#cursor
  }

  /** The cursor of the last accepted event, durable or not. */
  get accepted(): Cursor | null {
    return this.#waiting.at(-1)?.cursor ?? this.#cursor
  }

  get waiting(): number {
    return this.#waiting.length
  }

  get failing(): boolean {
    return this.#failures > 0
  }

  get full(): boolean {
    return this.#waiting.length >= MAX_WAITING
  }

  /** Takes over what the journal held when it was opened. */
  load(cursor: Cursor | null, documents: readonly DocumentChange[]): void {
    this.#cursor = cursor
    this.#options.documents.replace(documents)
  }

  add(item: Accepted): void {
    if (this.#stopped) return
    this.#waiting.push(item)
    this.#schedule()
  }

  /** Resolves when everything accepted so far is durable or was given up for a snapshot. */
  settled(): Promise<void> {
    if (this.#waiting.length === 0) return Promise.resolve()
    return new Promise((resolve) => this.#settled.push(resolve))
  }

  /**
   * Puts a snapshot in place of all documents. Until the journal has it, nothing that waits is given up; then
   * all of it, for the next stream or page brings it again. `rebuild` goes on from the snapshot's cursor. `merge` keeps,
   * where the durable cursor is of the snapshot's epoch and not beyond it, that cursor and every document that is newer than the snapshot's;
   * a cursor that is far behind it is moved up to the newest events before it, which are all that anybody is shown at first.
   * @throws what the journal throws; nothing has changed then
   */
  async replace(snapshot: JournalReplacement, kind: SnapshotKind): Promise<JournalReplacement> {
    let placed = snapshot
    this.#replacing += 1
    this.#wakeRetry?.()
    try {
      await this.#exclusive(async () => {
        if (this.#stopped) throw new Error('The journal writer has stopped')
        const durable = this.#cursor
        const merges = kind === 'merge' && durable && isUpTo(durable, snapshot.cursor)
        placed = merges ? this.#merged(snapshot, durable) : snapshot
        try {
          await this.#options.journal.replace(placed)
        } catch (error) {
          this.#fail(error)
          throw error
        }
        this.#cursor = placed.cursor
        this.#options.documents.replace(placed.documents)
        // Asked for again from the cursor, in the filter of now: what an older one brought leaves out, say, deletions.
        this.#waiting = []
        this.#recover()
      })
    } finally {
      this.#replacing -= 1
      if (this.#waiting.length === 0) this.#release()
      else if (!this.#stopped) this.#schedule()
    }
    return placed
  }

  /**
   * Waits for the write under way; what is still waiting is fetched again next time. Nothing is written afterwards,
   * not even by a snapshot that is still on its way: the journal may belong to another session by then.
   */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#dropWaiting()
    await this.#exclusive(async () => undefined)
  }

  #dropWaiting(): void {
    this.#generation += 1
    this.#waiting = []
    this.#options.clock.clearTimeout(this.#timer)
    this.#options.clock.clearTimeout(this.#retryTimer)
    this.#scheduled = false
    this.#wakeRetry?.()
    this.#release()
  }

  #release(): void {
    const settled = this.#settled
    this.#settled = []
    for (const resolve of settled) resolve()
  }

  #schedule(): void {
    if (this.#scheduled) {
      if (this.#waiting.length === MAX_BATCH) this.#runSoon()
      return
    }
    this.#scheduled = true
    const { clock } = this.#options
    const wait = this.#lastWrite + BATCH_WINDOW - clock.monotonic()
    if (wait <= 0 || this.#waiting.length >= MAX_BATCH) this.#runSoon()
    else this.#timer = clock.setTimeout(() => void this.#drain(), wait)
  }

  /** In a microtask, so that all events of one network chunk share a transaction. */
  #runSoon(): void {
    this.#options.clock.clearTimeout(this.#timer)
    queueMicrotask(() => void this.#drain())
  }

  async #drain(): Promise<void> {
    const generation = this.#generation
    await this.#exclusive(async () => {
      while (generation === this.#generation && this.#waiting.length > 0 && this.#replacing === 0) {
        const batch = this.#waiting.slice(0, MAX_BATCH)
        const step = this.#stepOf(batch)
        try {
          if (step.events.length === 0) await this.#options.journal.advance(step.cursor)
          else await this.#options.journal.append(step)
        } catch (error) {
          this.#fail(error)
          await this.#pause(generation)
          continue
        }
        // Durable now, whatever happened meanwhile: memory follows the journal.
        this.#cursor = step.cursor
        this.#options.documents.commit(step.changes)
        this.#lastWrite = this.#options.clock.monotonic()
        if (generation === this.#generation) this.#waiting.splice(0, batch.length)
        this.#recover()
        this.#options.onDurable(step)
        if (this.#waiting.length < MAX_BATCH) break
      }
    })
    if (generation !== this.#generation) return
    this.#scheduled = false
    if (this.#replacing > 0) return
    if (this.#waiting.length > 0) this.#schedule()
    else this.#release()
  }

  #stepOf(batch: readonly Accepted[]): DurableStep {
    const pending = new PendingChanges(this.#options.documents)
    const events: StoredEvent[] = []
    for (const { event } of batch) {
      if (!event) continue
      events.push(event)
      pending.add(applyCarried(pending, this.#options.domain.documentsOf(event)))
    }
    const last = batch[batch.length - 1] as Accepted
    return { events, changes: pending.list(), cursor: last.cursor }
  }

  /** Older never overwrites newer. What the snapshot does not hold is gone. */
  #merged({ documents, cursor: taken }: JournalReplacement, cursor: Cursor): JournalReplacement {
    const { farBehind, eventHistoryLimit } = this.#options.config
    const isFar = taken.seq - cursor.seq > farBehind
    const kept = documents.map((change) => {
      const present = this.#options.documents.get(change.kind, change.key)
      const newer = present && change.document && present.version > change.document.version
      return newer ? { ...change, document: present } : change
    })
    const newest = { ...taken, seq: taken.seq - Math.min(eventHistoryLimit, farBehind) }
    return { documents: kept, cursor: isFar ? newest : cursor }
  }

  #fail(error: unknown): void {
    this.#failures += 1
    if (this.#failures === 1) this.#options.onFailing(true, error)
  }

  #recover(): void {
    if (this.#failures === 0) return
    this.#failures = 0
    this.#options.onFailing(false, null)
  }

  #pause(generation: number): Promise<void> {
    const { clock, config, random } = this.#options
    if (generation !== this.#generation || this.#replacing > 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#wakeRetry = resolve
      this.#retryTimer = clock.setTimeout(resolve, backoffDelay(this.#failures, config, random))
    })
  }

  /** Journal calls never overlap. */
  #exclusive(work: () => Promise<void>): Promise<void> {
    const run = this.#lock.then(work)
    this.#lock = run.catch(() => undefined)
    return run
  }
}

function isUpTo(cursor: Cursor, other: Cursor): boolean {
  return cursor.epoch === other.epoch && cursor.seq <= other.seq
}
