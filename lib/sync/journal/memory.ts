import { RecentEvents } from '../feed/recent-events'
import { DocumentStore } from '../projection/document-store'
import type { Cursor } from '../protocol'
import type { Journal, JournalContents, JournalReplacement, JournalStep } from './journal'

/** Most events kept; a station's journal on disk keeps more. */
const DEFAULT_CAPACITY = 1_000

/** A journal that lives as long as the object: for tests, and for pages that may not store anything. */
export class MemoryJournal implements Journal {
  readonly #events: RecentEvents
  readonly #documents = new DocumentStore()
  #cursor: Cursor | null = null
  #open = false

  /** @param capacity most events kept */
  constructor(capacity = DEFAULT_CAPACITY) {
    this.#events = new RecentEvents(capacity)
  }

  async open(recentLimit: number): Promise<JournalContents> {
    this.#open = true
    return {
      cursor: this.#cursor,
      documents: this.#documents.all(),
      recentEvents: recentLimit > 0 ? this.#events.list.slice(-recentLimit) : [],
      recovered: null,
    }
  }

  async append(step: JournalStep): Promise<void> {
    this.#mustBeOpen()
    this.#events.add(step.events)
    this.#documents.commit(step.changes)
    this.#cursor = step.cursor
  }

  async replace(replacement: JournalReplacement): Promise<void> {
    this.#mustBeOpen()
    if (this.#cursor?.epoch !== replacement.cursor.epoch) this.#events.load([])
    this.#documents.replace(replacement.documents)
    this.#cursor = replacement.cursor
  }

  async advance(cursor: Cursor): Promise<void> {
    this.#mustBeOpen()
    this.#cursor = cursor
  }

  async acknowledge(ids: readonly string[]): Promise<void> {
    this.#mustBeOpen()
    this.#events.acknowledge(ids)
  }

  async close(): Promise<void> {
    this.#open = false
  }

  #mustBeOpen(): void {
    if (!this.#open) throw new Error('The journal is closed')
  }
}
