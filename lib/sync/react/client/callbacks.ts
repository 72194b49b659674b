import type { EventFilter, SyncCallback, SyncEvent } from '../types'
import { isFrame } from './event-list'
import { passes } from './subscription'

/** Who is called for each new event. One that throws stops neither the others nor the stream. */
export class EventCallbacks {
  readonly #entries = new Set<{ readonly callback: SyncCallback; readonly filter: EventFilter }>()
  readonly #failed: (error: unknown) => void

  constructor(failed: (error: unknown) => void) {
    this.#failed = failed
  }

  get size(): number {
    return this.#entries.size
  }

  add(callback: SyncCallback, filter: EventFilter): () => void {
    const entry = { callback, filter }
    this.#entries.add(entry)
    return () => this.#entries.delete(entry)
  }

  deliver(event: SyncEvent): void {
    for (const { callback, filter } of [...this.#entries]) {
      // Who asks for one order is told of that order alone; frames are for those who ask for all or for frames.
      if (!passes(event, filter) || (filter.orderID && isFrame(event))) continue
      try {
        callback(event)
      } catch (error) {
        this.#failed(error)
      }
    }
  }
}
