import type { FeedBatch, FeedState } from '@/lib/sync/engine'
import { NOTHING_NEW } from '@/lib/sync/feed/batch'

/** What main answers to `feed:load`, and pushes after it: numbered in the order they were made. */
export interface LoadedFeed {
  readonly number: number
  readonly state: FeedState
}

export interface NumberedBatch {
  readonly number: number
  readonly batch: FeedBatch
}

/**
 * Joins `load` and the pushes without a gap or a doubling: batches that arrive while a load is under way wait for it,
 * those it already contains are dropped, and those no listener has asked for yet are kept until one does.
 */
export class FeedGate {
  readonly #deliver: (batch: FeedBatch) => void
  readonly #afterLoad: (run: () => void) => void
  #loads = 0
  #listeners = 0
  #after = 0
  #loaded = false
  #held: NumberedBatch[] = []

  /** @param afterLoad runs something once the page has had the answer of its load in hand */
  constructor(deliver: (batch: FeedBatch) => void, afterLoad: (run: () => void) => void) {
    this.#deliver = deliver
    this.#afterLoad = afterLoad
  }

  async load(request: () => Promise<LoadedFeed>): Promise<FeedState> {
    this.#loads += 1
    let number: number | null = null
    try {
      const loaded = await request()
      number = loaded.number
      return loaded.state
    } finally {
      this.#afterLoad(() => {
        this.#loads -= 1
        if (number !== null) {
          this.#loaded = true
          this.#after = Math.max(this.#after, number)
        }
        this.#release()
      })
    }
  }

  push(batch: NumberedBatch): void {
    this.#held.push(batch)
    this.#release()
  }

  listenersChanged(count: number): void {
    this.#listeners = count
    this.#release()
  }

  #release(): void {
    if (this.#loads > 0 || this.#listeners === 0 || !this.#loaded) return
    const held = this.#held
    this.#held = []
    for (const { number, batch } of held) {
      if (number > this.#after) this.#deliver(batch)
      // The loaded state has what such a batch changed, but never an answer to a command.
      else if (batch.commandResults.length > 0) this.#deliver({ ...NOTHING_NEW, commandResults: batch.commandResults })
    }
  }
}
