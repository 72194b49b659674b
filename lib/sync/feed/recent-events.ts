import { acknowledged } from '../journal/acknowledged'
import type { StoredEvent } from '../journal/journal'

/** The newest events, oldest first, at most `limit`. A new array each time it changes. */
export class RecentEvents {
  readonly #limit: number
  #events: readonly StoredEvent[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  get list(): readonly StoredEvent[] {
    return this.#events
  }

  load(events: readonly StoredEvent[]): void {
    this.#events = events
  }

  add(events: readonly StoredEvent[]): void {
    if (events.length > 0 && this.#limit > 0) this.#events = [...this.#events, ...events].slice(-this.#limit)
  }

  /** Marks events as acknowledged. Returns the ids of those that were not yet. */
  acknowledge(ids: readonly string[]): readonly string[] {
    const { events, marked } = acknowledged(this.#events, ids)
    this.#events = events
    return marked
  }

  /** Drops events of other epochs: their sequence numbers mean nothing any more. */
  keepEpoch(epoch: string): void {
    this.#events = this.#events.filter((event) => event.id.startsWith(`event_${epoch}_`))
  }
}
