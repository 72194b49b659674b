import type { Journal } from './journal'
import { MemoryJournal } from './memory'

/** Most events that wait to be kept. */
const CAPACITY = 100

interface Keeping extends Journal {
  readonly storageBytes: number | null
}

/** A journal in memory until the one is brought that keeps: what it holds by then goes into that. */
export class LaterJournal implements Journal {
  #journal: Journal = new MemoryJournal(CAPACITY)
  #line: Promise<unknown> = Promise.resolve()
  #closed = false
  #kept: Keeping | null = null

  /** Bytes it has written, once it is brought. */
  get storageBytes(): number | null {
    return this.#kept?.storageBytes ?? null
  }

  readonly open: Journal['open'] = (recentLimit) => this.#next((journal) => journal.open(recentLimit))
  readonly append: Journal['append'] = (step) => this.#next((journal) => journal.append(step))
  readonly replace: Journal['replace'] = (replacement) => this.#next((journal) => journal.replace(replacement))
  readonly advance: Journal['advance'] = (cursor) => this.#next((journal) => journal.advance(cursor))
  readonly acknowledge = (ids: readonly string[]) => this.#next(async (journal) => journal.acknowledge?.(ids))

  close(): Promise<void> {
    this.#closed = true
    return this.#next((journal) => journal.close())
  }

  /** From now on this one keeps. */
  async goOnIn(journal: Keeping): Promise<void> {
    await journal.open(0)
    await this.#next(async (before) => {
      if (this.#closed) return journal.close()
      const { cursor, documents: changes, recentEvents: events } = await before.open(CAPACITY)
      if (cursor) await journal.append({ events, changes, cursor })
      this.#journal = this.#kept = journal
    })
  }

  /** One after another: nothing is written between what one journal held and what the next goes on with. */
  #next<T>(ask: (journal: Journal) => Promise<T>): Promise<T> {
    const done = this.#line.then(() => ask(this.#journal))
    this.#line = done.catch(() => undefined)
    return done
  }
}
