import type { Cursor } from '../protocol'
import type { RequestFailure } from '../transport/http'
import { PageReader, type PageResult } from '../transport/pages'
import type { PollOutcome } from '../transport/poller'
import type { LinkFailure } from '../transport/stream-link'
import type { CatchUp, CatchUpOptions } from './catch-up'
import { takePage } from './take-page'

/** Fills in a row that brought nothing, after which the stream is taken to contradict the pages. */
const MAX_IDLE_FILLS = 3

/** What is read page by page: polls, and the filling of holes. */
export class PagedReading {
  readonly #catchUp: CatchUp
  readonly #options: CatchUpOptions
  readonly #pages: PageReader

  constructor(catchUp: CatchUp, options: CatchUpOptions) {
    this.#catchUp = catchUp
    this.#options = options
    this.#pages = new PageReader(options.http, options.serverUrl)
  }

  /** One poll: a page from the cursor, durable when it resolves. */
  async poll(signal: AbortSignal): Promise<PollOutcome> {
    const { writer, intake, clock } = this.#options
    do {
      const unprepared = await this.#catchUp.prepare()
      if (signal.aborted) return { kind: 'abandoned' }
      if (unprepared) return { kind: 'failed', failure: asRequestFailure(unprepared) }
      await writer.settled()
      // Asked for meanwhile: a page beside it would move the cursor past what the snapshot holds.
    } while (this.#catchUp.wanting && !signal.aborted)
    const from = writer.accepted
    if (signal.aborted || !from) return { kind: 'abandoned' }
    // What the page says is as old as the question, however long the disk then takes.
    const asOf = { monotonic: clock.monotonic(), wall: clock.now() }
    const { snapshots } = this.#catchUp
    const result = await this.#read(from, signal)
    // A page of an older filter must not move the cursor past what a snapshot, asked for since, may not hold.
    if (signal.aborted || snapshots !== this.#catchUp.snapshots) return { kind: 'abandoned' }
    switch (result.kind) {
      case 'failed':
        return result
      case 'unchanged':
        return { kind: 'answered', more: false, asOf }
      case 'reset':
        return { kind: 'void', delay: this.#catchUp.requireRebuild() }
      case 'page': {
        const head = { epoch: result.page.epoch, seq: result.page.head }
        this.#options.onHead(head)
        if (this.#catchUp.comparedWith(head)) return { kind: 'void', delay: 0 }
        const count = takePage(intake, result.page, result.end, result.length, from)
        if (count > 0) this.#options.onPage(count, from, result.end)
        await writer.settled()
        return { kind: 'answered', more: result.page.hasMore && result.end.seq > from.seq, asOf }
      }
    }
  }

  /** Fetches pages until the head, while the stream's events wait; a fill has begun. */
  async fill(signal: AbortSignal): Promise<void> {
    const { writer, intake } = this.#options
    let idle = 0
    while (!signal.aborted) {
      if (writer.full) await writer.settled()
      const from = writer.accepted
      if (signal.aborted || !from) return
      const result = await this.#read(from, signal)
      if (signal.aborted) return
      if (result.kind === 'failed') return this.#options.onFillFailed(result.failure)
      if (result.kind === 'reset') return this.#catchUp.reset(result.reason)
      if (result.kind === 'page') {
        this.#options.onHead({ epoch: result.page.epoch, seq: result.page.head })
        takePage(intake, result.page, result.end, result.length, from)
      }
      const progressed = result.kind === 'page' && result.end.seq > from.seq
      if (result.kind === 'page' && result.page.hasMore && progressed) continue
      if (intake.endFill()) return
      idle = progressed ? 0 : idle + 1
      if (idle >= MAX_IDLE_FILLS) return this.#catchUp.reset('inconsistent')
      intake.beginFill()
    }
  }

  #read(from: Cursor, signal: AbortSignal): Promise<PageResult> {
    return this.#pages.read(this.#options.filter(), from, signal)
  }
}

function asRequestFailure({ reason, unauthorized, retryAfter }: LinkFailure): RequestFailure {
  const problem = unauthorized ? { code: 'unauthorized', message: reason } : null
  return { ok: false, reason, status: unauthorized ? 401 : null, retryAfter, message: reason, problem }
}
