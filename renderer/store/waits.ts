import { type DocumentByKind, type DocumentKind, estimateWaits } from '@/lib/domain'
import type { Documents } from './predict'

const MINUTE_MS = 60_000

/** What a waiting car's row shows of its turn. */
export interface Wait {
  /** Place among all waiting cars, 1 is next. */
  readonly place: number
  /** Whole minutes until a bay takes it; `null` while no bay is in service. */
  readonly startsInMinutes: number | null
}

/** Every waiting car's turn. A car's answer keeps its identity until it reads differently. */
export class Waits {
  readonly #documents: Documents
  #known: ReadonlyMap<string, Wait> = new Map()
  /** The moment the known answers are for; `null` when something they rest on has changed since. */
  #asOf: number | null = null

  constructor(documents: Documents) {
    this.#documents = documents
  }

  /** Follows changed documents, named `kind:key`. True when they can change anybody's turn. */
  update(changed: Iterable<string>): boolean {
    for (const name of changed) {
      if (name.startsWith('order:') && !this.#documents.get('order', name.slice('order:'.length))?.queue) continue
      this.#asOf = null
      return true
    }
    return false
  }

  /** The car's turn as of `now`, milliseconds since 1970; `undefined` for one that does not wait. */
  of(orderID: string, now: number): Wait | undefined {
    if (this.#asOf !== now) {
      this.#known = this.#read(now)
      this.#asOf = now
    }
    return this.#known.get(orderID)
  }

  #read(now: number): ReadonlyMap<string, Wait> {
    const queues = this.#all('queue')
    const waiting = queues.flatMap(({ entries }) => entries)
    const orders = waiting.flatMap(({ orderID }) => this.#documents.get('order', orderID) ?? [])
    const site = { queues, bays: this.#all('bay'), jobs: this.#all('job'), orders }
    return new Map(
      estimateWaits(site, now).map(({ orderID, place, startsInMs }) => {
        const wait = { place, startsInMinutes: startsInMs === null ? null : Math.floor(startsInMs / MINUTE_MS) }
        const before = this.#known.get(orderID)
        const same = before?.place === wait.place && before.startsInMinutes === wait.startsInMinutes
        return [orderID, same ? before : wait]
      }),
    )
  }

  #all<K extends DocumentKind>(kind: K): DocumentByKind[K][] {
    return [...this.#documents.keys(kind)].flatMap((key) => this.#documents.get(kind, key) ?? [])
  }
}
