import type { FeedState } from '../feed/feed'
import type { Journal, JournalContents, JournalReplacement, JournalStep } from '../journal/journal'
import type { Cursor } from '../protocol'

/**
 * A journal that opens with a picture from elsewhere rather than with what it had written down. With `replay` an older
 * cursor of the same log that it did write down stays: the events since then are asked for again.
 */
export class HandoverJournal implements Journal {
  readonly #journal: Journal
  readonly #state: FeedState
  readonly #replay: boolean

  constructor(journal: Journal, state: FeedState, replay = false) {
    this.#journal = journal
    this.#state = state
    this.#replay = replay
  }

  async open(recentLimit: number): Promise<JournalContents> {
    const contents = await this.#journal.open(recentLimit)
    const { documents, recentEvents, status } = this.#state
    if (!status.cursor) return contents
    const kept = contents.cursor
    const older = kept !== null && kept.epoch === status.cursor.epoch && kept.seq <= status.cursor.seq
    const cursor = this.#replay && older ? kept : status.cursor
    // A leader that was killed had not written down all that it had told: that is made good here.
    const written = new Set(contents.recentEvents.map((event) => event.id))
    const unwritten = this.#replay ? [] : recentEvents.filter((event) => !written.has(event.id))
    await this.#journal.append({ events: unwritten, changes: documents, cursor })
    await this.acknowledge(recentEvents.filter((event) => event.metadata.acknowledged).map((event) => event.id))
    const events = this.#replay ? contents.recentEvents : recentEvents.slice(-recentLimit)
    const currentAt = status.freshness.kind === 'stale' ? status.freshness.since : null
    return { cursor, documents, recentEvents: events, currentAt, recovered: null }
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

  async acknowledge(ids: readonly string[]): Promise<void> {
    await this.#journal.acknowledge?.(ids)
  }

  close(): Promise<void> {
    return this.#journal.close()
  }
}
