import { setImmediate as nextTurn } from 'node:timers/promises'
import { orderIDSchema } from '@/lib/domain'
import { parseRetryAfter } from '@/lib/sync/connection/backoff'
import { type Clock, type Cursor, DEFAULT_SYNC_CONFIG, systemClock } from '@/lib/sync/engine'
import { cursorOf } from '@/lib/sync/intake/validate'
import { createHttp } from '@/lib/sync/transport/http'
import { PageReader, type PageResult } from '@/lib/sync/transport/pages'
import type { StationLog } from '../diagnostics/station-log'
import type { FetchedPage, SqliteJournal } from '../journal'
import { packedFetch } from './packed-fetch'

/** After a failure it is left for so long, milliseconds: what is on the screen does not wait for it. */
const LEFT_FOR_MS = 60_000

/** Where the next page begins. */
interface Place {
  readonly epoch: string
  readonly after: number
}

interface Answer {
  readonly result: PageResult
  /** The body of a page as it came. */
  readonly packed: Buffer | null
  /** Milliseconds after which the server reads more to this account; `null` where it has not read too much to it. */
  readonly again: number | null
}

interface Asked extends Place {
  readonly answer: Promise<Answer>
}

interface HistoryOptions {
  readonly url: string
  readonly pin?: string | null | undefined
  readonly headers: () => Readonly<Record<string, string>>
  readonly journal: Pick<SqliteJournal, 'gap' | 'fillGap'>
  readonly log: Pick<StationLog, 'write'>
  readonly clock?: Clock
}

/**
 * Fetches what a snapshot stood in for, behind the stream: an order's page tells what happened while the station was away.
 * What is fetched is on the disk with how far it reaches, so that a restart goes on from there. Pages are kept as they came, and the
 * next one is asked for while one is written.
 */
export class FetchHistory {
  readonly #options: HistoryOptions
  readonly #clock: Clock
  readonly #stop = new AbortController()
  #running = false
  #ahead: Asked | null = null
  /** Nothing is missing, as far as is known. */
  #whole = false
  #hasRested = false
  #leftUntil = Number.NEGATIVE_INFINITY

  constructor(options: HistoryOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
  }

  /** A snapshot has been taken: something may be missing before it. */
  expectGap(): void {
    this.#whole = false
  }

  /** There is time for it now. One run at a time; resolves when it is whole, or left for later. */
  async run(): Promise<void> {
    if (this.#running || this.#whole || this.#stop.signal.aborted || this.#clock.monotonic() < this.#leftUntil) return
    this.#running = true
    try {
      this.#whole = true
      while (await this.#fetchPage()) await nextTurn()
    } catch (error) {
      this.#leave(String(error))
    } finally {
      this.#ahead = null
      this.#running = false
    }
  }

  /** Nothing is fetched or written any more: the journal is about to be closed. */
  stop(): void {
    this.#stop.abort()
  }

  /** Whether there may be more. */
  async #fetchPage(): Promise<boolean> {
    const { journal } = this.#options
    const { signal } = this.#stop
    const gap = signal.aborted ? null : journal.gap()
    if (!gap) return false
    const { result, packed, again } = await this.#answerAt(gap)
    if (signal.aborted) return false
    switch (result.kind) {
      case 'page': {
        const end = Math.min(result.end.seq, gap.upTo)
        // A page that leads nowhere would be asked for again and again.
        const reached = end > gap.after ? end : gap.upTo
        const page = packed && this.#pageOf(result, packed, reached)
        if (reached < gap.upTo) this.#ahead = this.#askFrom({ epoch: gap.epoch, after: reached })
        // The request leaves first.
        await nextTurn()
        if (signal.aborted) return false
        journal.fillGap(gap, page, reached)
        return true
      }
      case 'failed':
        this.#leave(result.failure.reason)
        return false
      case 'unchanged':
        // Whoever says so has not said that the server has forgotten anything.
        this.#leave('not_modified')
        return false
      default:
        if (again !== null) {
          if (!this.#hasRested) this.#tellRest(again)
          this.#rest(again)
          return false
        }
        // The server has forgotten the older part of it, up to where it does not say.
        journal.fillGap(gap, null, Math.ceil((gap.after + gap.upTo) / 2))
        return true
    }
  }

  #answerAt(gap: Place): Promise<Answer> {
    const ahead = this.#ahead
    this.#ahead = null
    return (ahead?.epoch === gap.epoch && ahead.after === gap.after ? ahead : this.#askFrom(gap)).answer
  }

  #askFrom({ epoch, after }: Place): Asked {
    return { epoch, after, answer: this.#ask({ epoch, seq: after }) }
  }

  /** Never throws. A page that could not be written down is asked for whole again: the reader is new each time. */
  async #ask(from: Cursor): Promise<Answer> {
    const { url, pin, headers } = this.#options
    const { requestTimeout, maxRetryAfter } = DEFAULT_SYNC_CONFIG
    let packed: Buffer | null = null
    let again: number | null = null
    const fetching = packedFetch(pin, (body) => {
      packed = body
    })
    const fetch: typeof fetching = async (...asked) => {
      const answer = await fetching(...asked)
      again = parseRetryAfter(answer.headers.get('retry-after'), this.#clock.now(), maxRetryAfter)
      return answer
    }
    const http = createHttp({ fetch, clock: this.#clock, headers, requestTimeout, maxRetryAfter })
    const result = await new PageReader(http, url).read({}, from, this.#stop.signal)
    return { result, packed, again }
  }

  /** The page with the orders in it; `null` where none of it is of the stretch that was asked for. */
  #pageOf({ page, from }: Extract<PageResult, { kind: 'page' }>, packed: Buffer, upTo: number): FetchedPage | null {
    const inPlace = page.events.filter((entry) => {
      const place = cursorOf(entry)
      return place?.epoch === from.epoch && place.seq > from.seq && place.seq <= upTo
    })
    const named = new Set(inPlace.map((entry) => (entry as { readonly orderID?: unknown }).orderID))
    const orders = new Set([...named].flatMap((orderID) => orderIDSchema.safeParse(orderID).data ?? []))
    return inPlace.length === 0 ? null : { packed, orders, receivedAt: this.#clock.now() }
  }

  #rest(milliseconds: number): void {
    this.#whole = false
    this.#leftUntil = this.#clock.monotonic() + milliseconds
  }

  /** Once: it rests every minute for as long as there is much to fetch. */
  #tellRest(milliseconds: number): void {
    this.#hasRested = true
    const message = 'The server reads no more of the history for now; it is fetched bit by bit'
    this.#options.log.write('info', message, { seconds: Math.ceil(milliseconds / 1000) })
  }

  #leave(reason: string): void {
    this.#rest(LEFT_FOR_MS)
    if (!this.#stop.signal.aborted) {
      this.#options.log.write('warn', 'The history could not be fetched', { reason })
    }
  }
}
