import { setImmediate as nextTurn } from 'node:timers/promises'
import { CAR_WASH } from '@/lib/sync/car-wash/domain'
import { type Clock, DEFAULT_SYNC_CONFIG, type StoredEvent, systemClock } from '@/lib/sync/engine'
import { validateEntry } from '@/lib/sync/intake/take-page'
import { createHttp, type Http } from '@/lib/sync/transport/http'
import { PageReader, type PageResult } from '@/lib/sync/transport/pages'
import type { StationLog } from '../diagnostics/station-log'
import type { SqliteJournal } from '../journal'
import { fetchFrom } from './server-fetch'

/** After a failure it is left for so long, milliseconds: what is on the screen does not wait for it. */
const LEFT_FOR_MS = 60_000
/** A page shorter than this cannot hold an oversized event, characters. */
const SMALL_PAGE = 256 * 1024

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
 * What is fetched is on the disk with how far it reaches, so that a restart goes on from there.
 */
export class FetchHistory {
  readonly #options: HistoryOptions
  readonly #clock: Clock
  readonly #http: Http
  readonly #stop = new AbortController()
  #running = false
  /** Nothing is missing, as far as is known. */
  #whole = false
  #leftUntil = Number.NEGATIVE_INFINITY

  constructor(options: HistoryOptions) {
    const { headers, clock = systemClock } = options
    const { requestTimeout, maxRetryAfter } = DEFAULT_SYNC_CONFIG
    this.#options = options
    this.#clock = clock
    this.#http = createHttp({
      fetch: (...asked) => fetchFrom(options.pin)(...asked),
      clock,
      headers,
      requestTimeout,
      maxRetryAfter,
    })
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
      // A page that could not be written down is asked for whole again: a reader knows what it has been given.
      const pages = new PageReader(this.#http, this.#options.url)
      while (await this.#fetchPage(pages)) await nextTurn()
    } catch (error) {
      this.#leave(String(error))
    } finally {
      this.#running = false
    }
  }

  /** Nothing is fetched or written any more: the journal is about to be closed. */
  stop(): void {
    this.#stop.abort()
  }

  /** Whether there may be more. */
  async #fetchPage(pages: PageReader): Promise<boolean> {
    const { journal } = this.#options
    const { signal } = this.#stop
    const gap = signal.aborted ? null : journal.gap()
    if (!gap) return false
    const page = await pages.read({}, { epoch: gap.epoch, seq: gap.after }, signal)
    if (signal.aborted) return false
    switch (page.kind) {
      case 'page': {
        const reached = Math.min(page.end.seq, gap.upTo)
        // A page that leads nowhere would be asked for again and again.
        journal.fillGap(gap, this.#eventsOf(page, reached), reached > gap.after ? reached : gap.upTo)
        return true
      }
      case 'failed':
        this.#leave(page.failure.reason)
        return false
      case 'unchanged':
        // Whoever says so has not said that the server has forgotten anything.
        this.#leave('not_modified')
        return false
      default:
        // The server has forgotten the older part of it, up to where it does not say.
        journal.fillGap(gap, [], Math.ceil((gap.after + gap.upTo) / 2))
        return true
    }
  }

  #eventsOf({ page, length }: Extract<PageResult, { kind: 'page' }>, upTo: number): StoredEvent[] {
    const receivedAt = new Date(this.#clock.now()).toISOString()
    const metadata = { receivedAt, processed: true, acknowledged: false, source: 'polling' } as const
    return page.events.flatMap((entry) => {
      const validated = validateEntry(entry, length > SMALL_PAGE, CAR_WASH.event)
      if (!validated.ok || validated.cursor.seq > upTo) return []
      return [{ ...validated.event, metadata } as StoredEvent]
    })
  }

  #leave(reason: string): void {
    this.#whole = false
    this.#leftUntil = this.#clock.monotonic() + LEFT_FOR_MS
    if (!this.#stop.signal.aborted) {
      this.#options.log.write('warn', 'The history could not be fetched', { reason })
    }
  }
}
