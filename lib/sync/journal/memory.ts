import { DocumentStore } from '../projection/document-store'
import type { Cursor } from '../protocol'
import { acknowledged } from './acknowledged'
import type { Journal, JournalContents, JournalReplacement, JournalStep, StoredEvent } from './journal'

/** Most events kept; a station's journal on disk keeps more. */
const DEFAULT_CAPACITY = 1_000

/** A journal that lives as long as the object: for tests, and for pages that may not store anything. */
export class MemoryJournal implements Journal {
  readonly #capacity: number
  #events: StoredEvent[] = []
  readonly #documents = new DocumentStore()
  #cursor: Cursor | null = null
  #open = false

  /** @param capacity most events kept */
  constructor(capacity = DEFAULT_CAPACITY) {
    this.#capacity = capacity
  }

  async open(recentLimit: number): Promise<JournalContents> {
    this.#open = true
    return {
      cursor: this.#cursor,
      documents: this.#documents.all(),
      recentEvents: recentLimit > 0 ? this.#events.slice(-recentLimit) : [],
      recovered: null,
    }
  }

  async append(step: JournalStep): Promise<void> {
    this.#mustBeOpen()
    this.#events.push(...step.events)
    if (this.#events.length > this.#capacity) this.#events = this.#events.slice(-this.#capacity)
    this.#documents.commit(step.changes)
    this.#cursor = step.cursor
  }

  async replace(replacement: JournalReplacement): Promise<void> {
    this.#mustBeOpen()
    if (this.#cursor?.epoch !== replacement.cursor.epoch) this.#events = []
    this.#documents.replace(replacement.documents)
    this.#cursor = replacement.cursor
  }

  async advance(cursor: Cursor): Promise<void> {
    this.#mustBeOpen()
    this.#cursor = cursor
  }

  async acknowledge(ids: readonly string[]): Promise<void> {
    this.#mustBeOpen()
    this.#events = [...acknowledged(this.#events, ids).events]
  }

  async close(): Promise<void> {
    this.#open = false
  }

  #mustBeOpen(): void {
    if (!this.#open) throw new Error('The journal is closed')
  }
}
