import type { EventSourceKind, StoredEvent } from '../journal/journal'
import type { RefusedCommand } from '../outbox/refused-command'
import type { AnyCommand, DocumentChange } from '../ports/domain'
import type { Clock, FrameScheduler } from '../ports/ports'
import type { CommandResult } from '../protocol'
import type { SyncStatus } from '../status/status'
import type { FeedBatch, FrameEvent } from './feed'

/** Longest wait for a frame, milliseconds: hidden pages draw none. */
const HIDDEN_PAGE_DELAY = 250

/** Per animation frame where there are some, else every 16 ms. */
export function defaultFrameScheduler(clock: Clock): FrameScheduler {
  if (typeof requestAnimationFrame !== 'function') {
    return (run) => {
      const timer = clock.setTimeout(run, 16)
      return () => clock.clearTimeout(timer)
    }
  }
  return (run) => {
    const cancel = () => {
      cancelAnimationFrame(frame)
      clock.clearTimeout(timer)
    }
    const once = () => {
      cancel()
      run()
    }
    const frame = requestAnimationFrame(once)
    const timer = clock.setTimeout(once, HIDDEN_PAGE_DELAY)
    return cancel
  }
}

/** Gathers what changed into at most one batch per frame: one change per document, the last. */
export class FeedCoalescer {
  readonly #clock: Clock
  readonly #schedule: FrameScheduler
  readonly #onError: (error: unknown) => void
  readonly #listeners = new Set<(batch: FeedBatch) => void>()
  #cancel: (() => void) | null = null
  #replace = false
  #changes = new Map<string, DocumentChange>()
  #events: StoredEvent[] = []
  #frames: FrameEvent[] = []
  #status: SyncStatus | null = null
  #results: CommandResult[] = []
  #waiting: AnyCommand[] = []
  #acknowledged: string[] = []
  #refused: readonly RefusedCommand[] | null = null
  #unsent: readonly string[] | null = null
  #withdrawn: string[] = []

  constructor(clock: Clock, schedule: FrameScheduler, onError: (error: unknown) => void) {
    this.#clock = clock
    this.#schedule = schedule
    this.#onError = onError
  }

  subscribe(listener: (batch: FeedBatch) => void): () => void {
    const own = (batch: FeedBatch) => listener(batch)
    this.#listeners.add(own)
    return () => this.#listeners.delete(own)
  }

  documentsReplaced(documents: readonly DocumentChange[]): void {
    this.#replace = true
    this.#changes.clear()
    this.#put(documents)
  }

  step(events: readonly StoredEvent[], changes: readonly DocumentChange[]): void {
    for (const event of events) this.#events.push(event)
    this.#put(changes)
  }

  frame(eventType: FrameEvent['eventType'], data: FrameEvent['data'], source: EventSourceKind): void {
    const receivedAt = new Date(this.#clock.now()).toISOString()
    const { timestamp: told } = data
    const timestamp = typeof told === 'string' ? told : receivedAt
    const metadata = { receivedAt, processed: true, acknowledged: true, source }
    this.#frames.push({ eventType, data, timestamp, metadata })
    this.#request()
  }

  status(status: SyncStatus): void {
    this.#status = status
    this.#request()
  }

  results(results: readonly CommandResult[]): void {
    this.#results.push(...results)
    this.#request()
  }

  /** These have begun to wait for the server. */
  waiting(commands: readonly AnyCommand[]): void {
    this.#waiting.push(...commands)
    this.#request()
  }

  acknowledged(ids: readonly string[]): void {
    if (ids.length === 0) return
    this.#acknowledged.push(...ids)
    this.#request()
  }

  /** All that nobody has decided on. */
  refused(refused: readonly RefusedCommand[]): void {
    this.#refused = refused
    this.#request()
  }

  /** All that waits and has not left this machine. */
  unsent(ids: readonly string[]): void {
    this.#unsent = ids
    this.#request()
  }

  withdrawn(ids: readonly string[]): void {
    this.#withdrawn.push(...ids)
    this.#request()
  }

  /** Delivers now what is gathered, if anything. */
  flush(): void {
    if (!this.#cancel) return
    this.#cancel()
    this.#cancel = null
    const batch: FeedBatch = {
      replace: this.#replace,
      changes: [...this.#changes.values()],
      events: this.#events,
      frames: this.#frames,
      status: this.#status,
      commandResults: this.#results,
      ...(this.#waiting.length > 0 ? { waiting: this.#waiting } : {}),
      ...(this.#acknowledged.length > 0 ? { acknowledged: this.#acknowledged } : {}),
      ...(this.#refused ? { refused: this.#refused } : {}),
      ...(this.#unsent ? { unsent: this.#unsent } : {}),
      ...(this.#withdrawn.length > 0 ? { withdrawn: this.#withdrawn } : {}),
    }
    this.#replace = false
    this.#changes = new Map()
    this.#events = []
    this.#frames = []
    this.#status = null
    this.#results = []
    this.#waiting = []
    this.#acknowledged = []
    this.#refused = null
    this.#unsent = null
    this.#withdrawn = []
    for (const listener of [...this.#listeners]) {
      try {
        listener(batch)
      } catch (error) {
        this.#onError(error)
      }
    }
  }

  #put(changes: readonly DocumentChange[]): void {
    for (const change of changes) this.#changes.set(`${change.kind}:${change.key}`, change)
    this.#request()
  }

  #request(): void {
    this.#cancel ??= this.#schedule(() => this.flush())
  }
}
