import type { FeedState } from '../feed'
import type { Journal, JournalContents, JournalReplacement, JournalStep } from '../journal/journal'
import type { Cursor } from '../protocol'

/** A journal that opens with what the former leader had told us, rather than with what it had written down. */
export class HandoverJournal implements Journal {
  readonly #journal: Journal
  readonly #state: FeedState

  constructor(journal: Journal, state: FeedState) {
    this.#journal = journal
    this.#state = state
  }

  async open(recentLimit: number): Promise<JournalContents> {
    const contents = await this.#journal.open(recentLimit)
    const { documents, recentEvents, status } = this.#state
    if (!status.cursor) return contents
    await this.#journal.append({ events: [], changes: documents, cursor: status.cursor })
    return { cursor: status.cursor, documents, recentEvents: recentEvents.slice(-recentLimit), recovered: null }
  }

  append(step: JournalStep): Promise<void> {
    return this.#journal.append(step)
  }

  replace(replacement: JournalReplacement): Promise<void> {
    return this.#journal.replace(replacement)
  }

  advance(cursor: Cursor): Promise<void> {
    return this.#journal.advance(cursor)
  }

  close(): Promise<void> {
    return this.#journal.close()
  }
}
