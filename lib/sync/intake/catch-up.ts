import type { DocumentChange, Domain } from '../ports/domain'
import type { Later } from '../ports/later'
import type { Clock } from '../ports/ports'
import type { Cursor } from '../protocol'
import type { Filter } from '../transport/filter'
import { failure, type Http, isRefused, type RequestFailure } from '../transport/http'
import type { PageParts, Paging } from '../transport/paging'
import { fetchSnapshot } from '../transport/snapshot'
import type { LinkFailure } from '../transport/stream-link'
import type { Intake } from './intake'
import type { JournalWriter, SnapshotKind } from './journal-writer'

/** Shortest time between two snapshots that resets or distance ask for, milliseconds: what always asks must not spin us. */
const RESET_GAP = 5_000

export interface CatchUpOptions {
  readonly domain: Pick<Domain, 'lists'>
  /** What reads pages. */
  pages(): Later<Paging, PageParts>
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
  #wanted: SnapshotKind | null = null
  #snapshot: Promise<LinkFailure | null> | null = null
  /** Counts what asked for snapshots: one that was on its way before the last of these is not enough. */
  #demands = 0
  #snapshots = 0
  #lastReset = Number.NEGATIVE_INFINITY
  #lastFar = Number.NEGATIVE_INFINITY
  #fill: AbortController | null = null

  constructor(options: CatchUpOptions) {
    this.#options = options
  }

  /** Counts snapshots asked for: a page that was asked for before one says too little. */
  get snapshots(): number {
    return this.#snapshots
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
    this.#options.onResync(reason, this.requireRebuild())
  }

  /** Fetches the snapshot if one is needed. `null` when there is a cursor to go on from. */
  prepare(): Promise<LinkFailure | null> {
    if (this.#wanted === null && this.#options.writer.accepted !== null) return Promise.resolve(null)
    this.#snapshot ??= this.#takeSnapshots().finally(() => {
      this.#snapshot = null
    })
    return this.#snapshot
  }

  /** Fetches pages until the head, while the stream's events wait. One fill runs at a time. */
  async fill(): Promise<void> {
    // A retired stream has a successor that brings everything from the cursor on.
    if (this.#fill || this.#options.intake.retired) return
    const abort = new AbortController()
    this.#fill = abort
    this.#options.intake.beginFill()
    try {
      const pages = this.#options.pages()
      const parts = pages.here ?? (await pages.bring().catch((error: unknown) => this.#notBrought(error, abort)))
      await parts?.reading.fill(abort.signal)
    } finally {
      if (this.#fill === abort) this.#fill = null
    }
  }

  /** The stream is gone, or a new one begins: what a fill still brings is not wanted. */
  abandonFill(): void {
    this.#fill?.abort()
    this.#fill = null
  }

  /** A part of the page that does not come is no other trouble than a page of the log that does not. */
  #notBrought(error: unknown, { signal }: AbortController): void {
    if (!signal.aborted) this.#options.onFillFailed(failure('network', String(error)))
  }

  /** Everything is void. Returns how long to wait before the snapshot, milliseconds. */
  requireRebuild(): number {
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
