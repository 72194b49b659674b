import { acknowledged } from '../journal/acknowledged'
import type { StoredEvent } from '../journal/journal'
import type { RefusedCommand } from '../outbox/refused-command'
import type { AnyCommand } from '../ports/domain'
import { DocumentStore } from '../projection/document-store'
import { type Cursor, parseEventId } from '../protocol'
import type { SyncStatus } from '../status/status'
import type { FeedBatch, FeedState } from './feed'

/** A follower's copy of the leader's picture: enough to draw from, and to go on from when the leader is gone. */
export class FeedMirror {
  readonly #limit: number
  readonly #documents = new DocumentStore()
  #events: readonly StoredEvent[] = []
  #status: SyncStatus
  #pending: readonly AnyCommand[] = []
  #refused: readonly RefusedCommand[] = []
  #unsent: readonly string[] = []
  /** The newest event seen, so that none is shown twice when leaders change. */
  #seen: Cursor | null = null
  #filled = false

  /** @param limit most events kept */
  constructor(status: SyncStatus, limit: number) {
    this.#status = status
    this.#limit = limit
  }

  /** Whether a whole picture has ever come. */
  get filled(): boolean {
    return this.#filled
  }

  get status(): SyncStatus {
    return this.#status
  }

  state(): FeedState {
    return {
      documents: this.#documents.all(),
      recentEvents: this.#events,
      status: this.#status,
      pending: this.#pending,
      refused: this.#refused,
      unsent: this.#unsent,
    }
  }

  /** Ids of the events that somebody has acknowledged. */
  get acknowledged(): readonly string[] {
    return this.#events.filter((event) => event.metadata.acknowledged).map((event) => event.id)
  }

  /** What is refused, without one that has just been decided on. */
  refusedBut(id: string): readonly RefusedCommand[] {
    return this.#refused.filter(({ command }) => command.id !== id)
  }

  /** What is unsent, without those that have just been taken back. */
  unsentBut(ids: readonly string[]): readonly string[] {
    return this.#unsent.filter((id) => !ids.includes(id))
  }

  /** Marks events as acknowledged before the leader has said so. */
  acknowledge(ids: readonly string[]): void {
    this.#events = acknowledged(this.#events, ids).events
  }

  /**
   * Takes a whole picture in. Returns the batch that leads from the present one to it. Events of the first picture are
   * known ones, kept from before, and no news; those of a later one were missed while no leader spoke.
   */
  replace(state: FeedState): FeedBatch {
    const first = !this.#filled
    this.#filled = true
    const { documents, recentEvents, status, pending = [], refused = [], unsent = [] } = state
    const batch = this.apply({
      ...{ replace: true, changes: documents, events: recentEvents, status, commandResults: [] },
      acknowledged: recentEvents.filter((event) => event.metadata.acknowledged).map((event) => event.id),
      ...{ refused, unsent },
      // Beside what this page knows to wait: its own may not have reached the leader yet.
      ...(pending.length > 0 && { waiting: pending }),
    })
    this.#pending = pending
    return first ? { ...batch, events: [] } : batch
  }

  /** Takes a batch in. Returns it without the events already seen. */
  apply(batch: FeedBatch): FeedBatch {
    if (batch.replace) this.#documents.replace(batch.changes)
    else this.#documents.commit(batch.changes)
    const events = batch.events.filter((event) => this.#isNew(event))
    if (events.length > 0) this.#events = [...this.#events, ...events].slice(-this.#limit)
    if (batch.acknowledged) this.acknowledge(batch.acknowledged)
    if (batch.status) this.#status = batch.status
    if (batch.refused) this.#refused = batch.refused
    if (batch.unsent) this.#unsent = batch.unsent
    if (batch.waiting) this.#pending = withMore(this.#pending, batch.waiting)
    const gone = new Set([...batch.commandResults.map((result) => result.id), ...(batch.withdrawn ?? [])])
    if (gone.size > 0) this.#pending = this.#pending.filter((command) => !gone.has(command.id))
    return { ...batch, events }
  }

  #isNew(event: StoredEvent): boolean {
    const at = parseEventId(event.id)
    if (!at) return true
    if (this.#seen?.epoch === at.epoch && at.seq <= this.#seen.seq) return false
    this.#seen = at
    return true
  }
}

function withMore(pending: readonly AnyCommand[], more: readonly AnyCommand[]): readonly AnyCommand[] {
  const known = new Set(pending.map(({ id }) => id))
  return [...pending, ...more.filter(({ id }) => !known.has(id))]
}
