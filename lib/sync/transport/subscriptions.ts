import type { SyncConfig } from '../config'
import type { Clock } from '../ports/ports'
import type { Subscription } from '../sync-engine'
import { type Filter, sameFilter, unionFilter } from './filter'

/** What an engine follows that is connected without saying what. */
export function ownSubscription({ orderID, eventTypes, bayId, tenantId }: SyncConfig): Subscription {
  return { orderID, eventTypes, bayId, tenantId }
}

/**
 * What all parts of a page ask for, as the one filter their shared stream needs. Documents outside the filter are not
 * kept up to date, so a change of it asks for a snapshot.
 */
export class Subscriptions {
  readonly #clock: Clock
  /** Called when the filter is about to change; `settled` follows when the changes of one moment are all in. */
  readonly #onChange: () => void
  readonly #onSettled: () => void
  #list: Subscription[] = []
  #followed: Filter | null = null
  #timer: unknown = null

  constructor(clock: Clock, onChange: () => void, onSettled: () => void) {
    this.#clock = clock
    this.#onChange = onChange
    this.#onSettled = onSettled
  }

  get empty(): boolean {
    return this.#list.length === 0
  }

  add(subscription: Subscription): void {
    if (this.#list.some((each) => sameFilter(unionFilter([each]), unionFilter([subscription])))) return
    this.#list.push(subscription)
    if (this.#followed === null || this.isServedBy(this.#followed)) return
    this.#onChange()
    this.#clock.clearTimeout(this.#timer)
    this.#timer = this.#clock.setTimeout(this.#onSettled, 0)
  }

  clear(): void {
    this.#list = []
    this.#clock.clearTimeout(this.#timer)
  }

  /** The filter for a request that leaves now. */
  follow(): Filter {
    this.#followed = unionFilter(this.#list)
    return this.#followed
  }

  isServedBy(filter: Filter): boolean {
    return sameFilter(filter, unionFilter(this.#list))
  }
}
