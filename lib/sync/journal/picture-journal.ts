import type { DocumentChange } from '../ports/domain'
import { systemClock } from '../ports/system-clock'
import type { Cursor } from '../protocol'
import type { Journal, JournalContents, JournalReplacement, JournalStep } from './journal'
import { MemoryJournal } from './memory'
import type { PictureStore } from './picture-store'

/** Time between a change and its writing, milliseconds: many events cost one write. */
const WRITE_DELAY = 250

/**
 * A page's journal that also keeps the documents and the cursor for a time without a server. Events stay in memory. Writing
 * is deferred and all of a write is one transaction: what a crash loses of it, the server sends again.
 */
export class PictureJournal implements Journal {
  readonly #store: PictureStore
  readonly #owner: string
  readonly #writer: string
  readonly #memory = new MemoryJournal()
  readonly #onPageHide = () => void this.flush()
  /** Since the last write, by kind and key. */
  #changed = new Map<string, DocumentChange>()
  /** What is kept is not what this journal has begun with. */
  #whole = true
  #cursor: Cursor | null = null
  #currentAt: string | null = null
  #timer: unknown = null

  /** @param writer a name of this journal's own */
  constructor(store: PictureStore, { owner, writer }: { readonly owner: string; readonly writer: string }) {
    this.#store = store
    this.#writer = writer
    this.#owner = owner
  }

  async open(recentLimit: number): Promise<JournalContents> {
    void this.#store.lead(this.#owner, this.#writer)
    globalThis.addEventListener?.('pagehide', this.#onPageHide)
    return this.#memory.open(recentLimit)
  }

  async append(step: JournalStep): Promise<void> {
    await this.#memory.append(step)
    this.#keep(step.changes, step.cursor)
  }

  async replace(replacement: JournalReplacement): Promise<void> {
    await this.#memory.replace(replacement)
    this.#whole = true
    this.#changed.clear()
    this.#keep(replacement.documents, replacement.cursor)
  }

  async advance(cursor: Cursor): Promise<void> {
    await this.#memory.advance(cursor)
    this.#keep([], cursor)
  }

  acknowledge(ids: readonly string[]): Promise<void> {
    return this.#memory.acknowledge(ids)
  }

  async close(): Promise<void> {
    await this.flush()
    globalThis.removeEventListener?.('pagehide', this.#onPageHide)
    await this.#memory.close()
  }

  /** @param at ISO 8601; the picture as it stands in this journal is known to be current at that time */
  current(at: string): void {
    this.#currentAt = at
    if (this.#cursor) this.#writeSoon()
  }

  /** Writes now what is waiting to be written. */
  async flush(): Promise<void> {
    if (this.#timer === null || !this.#cursor) return
    systemClock.clearTimeout(this.#timer)
    this.#timer = null
    const step = {
      whole: this.#whole,
      changes: [...this.#changed.values()],
      cursor: this.#cursor,
      currentAt: this.#currentAt,
    }
    this.#changed = new Map()
    this.#whole = false
    if (await this.#store.write(this.#owner, this.#writer, step)) return
    // A later write that lacked this one would be no picture: the next takes all of it.
    this.#whole = true
    for (const each of (await this.#memory.open(0)).documents) {
      const at = `${each.kind}:${each.key}`
      if (!this.#changed.has(at)) this.#changed.set(at, each)
    }
  }

  #keep(changes: readonly DocumentChange[], cursor: Cursor): void {
    for (const change of changes) this.#changed.set(`${change.kind}:${change.key}`, change)
    this.#cursor = cursor
    this.#writeSoon()
  }

  #writeSoon(): void {
    this.#timer ??= systemClock.setTimeout(() => void this.flush(), WRITE_DELAY)
  }
}
