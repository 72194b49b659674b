import type { SyncStatus } from '../status/status'
import type { ConnectionStateName } from './states'

/** One step of the connection's history. */
export interface ConnectionMoment {
  readonly state: ConnectionStateName
  readonly reason: string | null
  /** ISO 8601. */
  readonly at: string
}

/** How the connection came to be as it is: the newest `limit` changes of its state, oldest first. */
export class ConnectionHistory {
  readonly #limit: number
  readonly #now: () => number
  #list: readonly ConnectionMoment[] = []
  #count = 0

  /** @param now milliseconds since 1970 */
  constructor(limit = 100, now: () => number = Date.now) {
    this.#limit = limit
    this.#now = now
  }

  /** A new array each time it changes. */
  get list(): readonly ConnectionMoment[] {
    return this.#list
  }

  /** Changes ever taken, those included that are no longer kept. */
  get count(): number {
    return this.#count
  }

  /** Notes a status; returns whether its state is another one than before. */
  take({ connectionState: state, reason }: Pick<SyncStatus, 'connectionState' | 'reason'>): boolean {
    if (this.#list.at(-1)?.state === state) return false
    const moment = { state, reason, at: new Date(this.#now()).toISOString() }
    this.#list = [...this.#list, moment].slice(-this.#limit)
    this.#count += 1
    return true
  }
}
