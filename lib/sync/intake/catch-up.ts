import type { DocumentChange, Domain } from '../ports/domain'
import type { Clock } from '../ports/ports'
import type { Cursor } from '../protocol'
import type { Filter } from '../transport/filter'
import { failure, type Http, isRefused, type RequestFailure } from '../transport/http'
import type { PageReader, PageResult } from '../transport/pages'
import type { Paging } from '../transport/paging'
import type { PollOutcome } from '../transport/poller'
import { fetchSnapshot } from '../transport/snapshot'
import type { LinkFailure } from '../transport/stream-link'
import type { Intake } from './intake'
import type { JournalWriter, SnapshotKind } from './journal-writer'

/** Shortest time between two snapshots that resets or distance ask for, milliseconds: what always asks must not spin us. */
const RESET_GAP = 5_000
/** Fills in a row that brought nothing, after which the stream is taken to contradict the pages. */
const MAX_IDLE_FILLS = 3

export interface CatchUpOptions {
  readonly domain: Pick<Domain, 'lists'>
  /** A function brings it with the first page. */
  readonly paging: Paging | (() => Promise<Paging>)
  readonly http: Http
  readonly serverUrl: string
  readonly clock: Clock
  readonly intake: Intake
  readonly writer: JournalWriter
  readonly farBehind: number
  filter(): Filter
  onReplaced(documents: readonly DocumentChange[], cursor: Cursor, head: Cursor): void
  onHead(head: Cursor): void
  /** What was heard of the log's head is void, with everything else we know of it. */
  onVoid(): void
  /** A polling page carried `count` events. */
  onPage(count: number, from: Cursor, to: Cursor): void
  onInvalidDocuments(count: number): void
  /** A snapshot is needed before the stream can go on; wait `delay` milliseconds first. */
  onResync(reason: string, delay: number): void
  onFillFailed(failure: RequestFailure): void
}

/** Everything that is read by request rather than heard on the stream: snapshots, pages, the filling of holes. */
export class CatchUp {
  readonly #options: CatchUpOptions
  #pages: PageReader | null = null
  #wanted: SnapshotKind | null = null
  #snapshot: Promise<LinkFailure | null> | null = null
  /** Counts what asked for snapshots: one that was on its way before the last of these is not enough. */
  #demands = 0
  /** Counts snapshots asked for: a page that was asked for before one says too little. */
  #snapshots = 0
  #lastReset = Number.NEGATIVE_INFINITY
  #lastFar = Number.NEGATIVE_INFINITY
  #fill: AbortController | null = null

  constructor(options: CatchUpOptions) {
    this.#options = options
    if (typeof options.paging !== 'function') this.#takePaging(options.paging)
  }

  /** A snapshot is wanted that nobody has fetched yet. */
  get wanting(): boolean {
    return this.#wanted !== null
  }

  requireSnapshot(kind: SnapshotKind): void {
    this.#demands += 1
    if (this.#wanted !== 'rebuild') this.#wanted = kind
  }

  /** The log reaches to `head`: whoever is far behind it (`true`) takes a snapshot before he goes on. */
  comparedWith(head: Cursor): boolean {
    const { writer, clock, farBehind } = this.#options
    const { accepted } = writer
    if (accepted?.epoch !== head.epoch || head.seq - accepted.seq <= farBehind) return false
    const now = clock.monotonic()
    if (now - this.#lastFar < RESET_GAP) return false
    this.#lastFar = now
    this.requireSnapshot('merge')
    return true
  }

  /** The server (or what it sent) says that our cursor means nothing. */
  reset(reason: string): void {
    this.#options.onResync(reason, this.#requireRebuild())
  }

  /** Fetches the snapshot if one is needed. `null` when there is a cursor to go on from. */
  prepare(): Promise<LinkFailure | null> {
    if (this.#wanted === null && this.#options.writer.accepted !== null) return Promise.resolve(null)
    this.#snapshot ??= this.#takeSnapshots().finally(() => {
      this.#snapshot = null
    })
    return this.#snapshot
  }

  /** One poll: a page from the cursor, durable when it resolves. */
  async poll(signal: AbortSignal): Promise<PollOutcome> {
    const { writer, intake } = this.#options
    do {
      const unprepared = await this.prepare()
      if (signal.aborted) return { kind: 'abandoned' }
      if (unprepared) return { kind: 'failed', failure: asRequestFailure(unprepared) }
      await writer.settled()
      // Asked for meanwhile: a page beside it would move the cursor past what the snapshot holds.
    } while (this.#wanted !== null && !signal.aborted)
    const from = writer.accepted
    if (signal.aborted || !from) return { kind: 'abandoned' }
    // What the page says is as old as the question, however long the disk then takes.
    const asOf = { monotonic: this.#options.clock.monotonic(), wall: this.#options.clock.now() }
    const snapshots = this.#snapshots
    const result = await this.#read(from, signal)
    // A page of an older filter must not move the cursor past what a snapshot, asked for since, may not hold.
    if (signal.aborted || snapshots !== this.#snapshots) return { kind: 'abandoned' }
    switch (result.kind) {
      case 'failed':
        return result
      case 'unchanged':
        return { kind: 'answered', more: false, asOf }
      case 'reset':
        return { kind: 'void', delay: this.#requireRebuild() }
      case 'page': {
        const head = { epoch: result.page.epoch, seq: result.page.head }
        this.#options.onHead(head)
        if (this.comparedWith(head)) return { kind: 'void', delay: 0 }
        const count = intake.takePage(result.page, result.end, result.length, from)
        if (count > 0) this.#options.onPage(count, from, result.end)
        await writer.settled()
        return { kind: 'answered', more: result.page.hasMore && result.end.seq > from.seq, asOf }
      }
    }
  }

  /** Fetches pages until the head, while the stream's events wait. One fill runs at a time. */
  async fill(): Promise<void> {
    // A retired stream has a successor that brings everything from the cursor on.
    if (this.#fill || this.#options.intake.retired) return
    const abort = new AbortController()
    this.#fill = abort
    try {
      await this.#fillUntilWhole(abort.signal)
    } finally {
      if (this.#fill === abort) this.#fill = null
    }
  }

  /** The stream is gone, or a new one begins: what a fill still brings is not wanted. */
  abandonFill(): void {
    this.#fill?.abort()
    this.#fill = null
  }

  async #fillUntilWhole(signal: AbortSignal): Promise<void> {
    const { writer, intake } = this.#options
    intake.beginFill()
    let idle = 0
    while (!signal.aborted) {
      if (writer.full) await writer.settled()
      const from = writer.accepted
      if (signal.aborted || !from) return
      const result = await this.#read(from, signal)
      if (signal.aborted) return
      if (result.kind === 'failed') return this.#options.onFillFailed(result.failure)
      if (result.kind === 'reset') return this.reset(result.reason)
      if (result.kind === 'page') {
        this.#options.onHead({ epoch: result.page.epoch, seq: result.page.head })
        intake.takePage(result.page, result.end, result.length, from)
      }
      const progressed = result.kind === 'page' && result.end.seq > from.seq
      if (result.kind === 'page' && result.page.hasMore && progressed) continue
      if (intake.endFill()) return
      idle = progressed ? 0 : idle + 1
      if (idle >= MAX_IDLE_FILLS) return this.reset('inconsistent')
      intake.beginFill()
    }
  }

  async #read(from: Cursor, signal: AbortSignal): Promise<PageResult> {
    const { paging } = this.#options
    try {
      if (!this.#pages && typeof paging === 'function') this.#takePaging(await paging())
    } catch (error) {
      // A part of the page that does not come is no other trouble than a page of the log that does not.
      return { kind: 'failed', failure: failure('network', String(error)) }
    }
    return (this.#pages as PageReader).read(this.#options.filter(), from, signal)
  }

  #takePaging({ PageReader }: Paging): void {
    this.#pages ??= new PageReader(this.#options.http, this.#options.serverUrl)
  }

  /** Returns how long to wait before the snapshot, milliseconds. */
  #requireRebuild(): number {
    this.requireSnapshot('rebuild')
    this.#options.onVoid()
    const now = this.#options.clock.monotonic()
    const delay = Math.max(0, this.#lastReset + RESET_GAP - now)
    this.#lastReset = now + delay
    return delay
  }

  /** Again, when something else was asked for while one was on its way. */
  async #takeSnapshots(): Promise<LinkFailure | null> {
    for (;;) {
      const demands = this.#demands
      const failure = await this.#takeSnapshot(this.#wanted ?? 'rebuild', demands)
      if (failure || demands === this.#demands) return failure
    }
  }

  /**
   * From the question on nothing else moves the cursor: neither the stream that is still open, whose filter may be
   * narrower, nor a fill, nor a page on its way. So the snapshot holds everything up to the cursor, and the events
   * after the cursor are still to come.
   */
  async #takeSnapshot(kind: SnapshotKind, demands: number): Promise<LinkFailure | null> {
    const { http, serverUrl, writer, intake, domain } = this.#options
    this.#snapshots += 1
    intake.retireStream()
    this.abandonFill()
    const snapshot = await fetchSnapshot(http, serverUrl, this.#options.filter(), domain.lists)
    if (!snapshot.ok) {
      return { reason: snapshot.reason, unauthorized: isRefused(snapshot), retryAfter: snapshot.retryAfter }
    }
    if (demands !== this.#demands) return null
    if (snapshot.invalid > 0) this.#options.onInvalidDocuments(snapshot.invalid)
    const { documents, cursor: taken, head } = snapshot
    try {
      const placed = await writer.replace({ documents, cursor: taken }, kind)
      if (demands === this.#demands) this.#wanted = null
      this.#options.onReplaced(placed.documents, placed.cursor, { epoch: taken.epoch, seq: Math.max(head, taken.seq) })
      return null
    } catch {
      return { reason: 'journal_failed', unauthorized: false, retryAfter: null }
    }
  }
}

function asRequestFailure({ reason, unauthorized, retryAfter }: LinkFailure): RequestFailure {
  const problem = unauthorized ? { code: 'unauthorized', message: reason } : null
  return { ok: false, reason, status: unauthorized ? 401 : null, retryAfter, message: reason, problem }
}
