import type { FeedBatch, FeedState } from '@/lib/sync/engine'
import type { LoadedFeed, NumberedBatch } from '@/preload/feed-gate'
import { mergeBatches } from './merge-batches'

/** One frame at 60 Hz, milliseconds. */
const FRAME = 16

/**
 * The feed of one page: nothing before it has loaded, then at most one batch per frame. Batches are numbered, so that
 * the page's side can tell what its `load` already contained.
 */
export class FeedChannel {
  readonly #send: (batch: NumberedBatch) => void
  readonly #schedule: (run: () => void, delay: number) => unknown
  #ready = false
  #number = 0
  #waiting: FeedBatch | null = null
  /** Whether a frame has passed since the last batch was sent. */
  #frameOpen = true
  /** Events the page got with `load`; the engine may still announce them. */
  #known = new Set<string>()

  constructor(
    send: (batch: NumberedBatch) => void,
    schedule: (run: () => void, delay: number) => unknown = setTimeout,
  ) {
    this.#send = send
    this.#schedule = schedule
  }

  load(state: FeedState): LoadedFeed {
    this.#ready = true
    this.#waiting = null
    this.#known = new Set(state.recentEvents.map((event) => event.id))
    return { number: this.#number, state }
  }

  push(batch: FeedBatch): void {
    if (!this.#ready) return
    const fresh = this.#known.size === 0 ? batch : this.#withoutKnown(batch)
    this.#waiting = this.#waiting ? mergeBatches(this.#waiting, fresh) : fresh
    this.#flush()
  }

  /** The page is gone or loads anew: it will ask for the whole again. */
  stop(): void {
    this.#ready = false
    this.#waiting = null
  }

  #flush(): void {
    const batch = this.#waiting
    if (!batch || !this.#ready || !this.#frameOpen) return
    this.#waiting = null
    this.#number += 1
    this.#frameOpen = false
    this.#schedule(() => {
      this.#frameOpen = true
      this.#flush()
    }, FRAME)
    this.#send({ number: this.#number, batch })
  }

  #withoutKnown(batch: FeedBatch): FeedBatch {
    const events = batch.events.filter((event) => !this.#known.has(event.id))
    // Ids rise, so the first event that is new ends the overlap.
    if (events.length > 0) this.#known.clear()
    return events.length === batch.events.length ? batch : { ...batch, events }
  }
}
