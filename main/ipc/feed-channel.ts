import { type CommandResult, type FeedBatch, type FeedState, mergeBatches, NOTHING_NEW } from '@/lib/sync/engine'
import type { LoadedFeed, NumberedBatch } from '@/preload/feed-gate'

/** One frame at 60 Hz, milliseconds. */
const FRAME = 16
/** Answers kept for a page that is not there; of more, the newest. */
const MOST_UNHEARD = 500

/** What was done is seen in the documents; what was refused is told by its answer alone, and must reach somebody. */
export function keepUnheard(unheard: CommandResult[], results: readonly CommandResult[]): CommandResult[] {
  return results.length === 0 ? unheard : [...unheard, ...results].slice(-MOST_UNHEARD)
}

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
  /** Answers to commands that came while the page could hear nothing; no state has them, so the page gets them once it can. */
  #unheard: CommandResult[]
  /** Whether a frame has passed since the last batch was sent. */
  #frameOpen = true
  /** Events the page got with `load`; the engine may still announce them. */
  #known = new Set<string>()

  constructor(
    send: (batch: NumberedBatch) => void,
    schedule: (run: () => void, delay: number) => unknown = setTimeout,
    unheard: readonly CommandResult[] = [],
  ) {
    this.#send = send
    this.#unheard = [...unheard]
    this.#schedule = schedule
  }

  load(state: FeedState): LoadedFeed {
    this.#keep(this.#waiting)
    this.#ready = true
    this.#known = new Set(state.recentEvents.map((event) => event.id))
    const loaded = { number: this.#number, state }
    const commandResults = this.#unheard
    this.#unheard = []
    this.#waiting = commandResults.length > 0 ? { ...NOTHING_NEW, commandResults } : null
    this.#flush()
    return loaded
  }

  push(batch: FeedBatch): void {
    if (!this.#ready) {
      this.#keep(batch)
      return
    }
    const fresh = this.#known.size === 0 ? batch : this.#withoutKnown(batch)
    this.#waiting = this.#waiting ? mergeBatches(this.#waiting, fresh) : fresh
    this.#flush()
  }

  /** The page is gone or loads anew: it will ask for the whole again. */
  stop(): void {
    this.#ready = false
    this.#keep(this.#waiting)
    this.#waiting = null
  }

  #keep(batch: FeedBatch | null): void {
    if (batch) this.#unheard = keepUnheard(this.#unheard, batch.commandResults)
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
