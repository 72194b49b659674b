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

/** What is told once a frame at most, in lists that grow until then. */
interface Gathered {
  replace: boolean
  readonly events: StoredEvent[]
  readonly frames: FrameEvent[]
  status: SyncStatus | null
  readonly commandResults: CommandResult[]
  waiting?: AnyCommand[]
  acknowledged?: string[]
  withdrawn?: string[]
  refused?: readonly RefusedCommand[]
  unsent?: readonly string[]
}

type ListName = 'events' | 'frames' | 'commandResults' | 'waiting' | 'acknowledged' | 'withdrawn'

const nothing = (): Gathered => ({ replace: false, events: [], frames: [], status: null, commandResults: [] })

/** Gathers what changed into at most one batch per frame: one change per document, the last. */
export class FeedCoalescer {
  readonly #clock: Clock
  readonly #schedule: FrameScheduler
  readonly #onError: (error: unknown) => void
  readonly #listeners = new Set<(batch: FeedBatch) => void>()
  #cancel: (() => void) | null = null
  #gathered = nothing()
  readonly #changes = new Map<string, DocumentChange>()

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
    this.#changes.clear()
    this.#put(documents)
    this.#tell({ replace: true })
  }

  step(events: readonly StoredEvent[], changes: readonly DocumentChange[]): void {
    this.#add('events', events)
    this.#put(changes)
  }

  frame(eventType: FrameEvent['eventType'], data: FrameEvent['data'], source: EventSourceKind): void {
    const receivedAt = new Date(this.#clock.now()).toISOString()
    const { timestamp: told } = data
    const timestamp = typeof told === 'string' ? told : receivedAt
    const metadata = { receivedAt, processed: true, acknowledged: true, source }
    this.#add('frames', [{ eventType, data, timestamp, metadata }])
  }

  status(status: SyncStatus): void {
    this.#tell({ status })
  }

  results(results: readonly CommandResult[]): void {
    this.#add('commandResults', results)
  }

  /** These have begun to wait for the server. */
  waiting(commands: readonly AnyCommand[]): void {
    this.#add('waiting', commands)
  }

  acknowledged(ids: readonly string[]): void {
    this.#add('acknowledged', ids)
  }

  /** All that nobody has decided on. */
  refused(refused: readonly RefusedCommand[]): void {
    this.#tell({ refused })
  }

  /** All that waits and has not left this machine. */
  unsent(unsent: readonly string[]): void {
    this.#tell({ unsent })
  }

  withdrawn(ids: readonly string[]): void {
    this.#add('withdrawn', ids)
  }

  /** Delivers now what is gathered, if anything. */
  flush(): void {
    if (!this.#cancel) return
    this.#cancel()
    this.#cancel = null
    const batch: FeedBatch = { ...this.#gathered, changes: [...this.#changes.values()] }
    this.#gathered = nothing()
    this.#changes.clear()
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
    this.#tell({})
  }

  #add<Name extends ListName>(name: Name, more: readonly NonNullable<Gathered[Name]>[number][]): void {
    if (more.length === 0) return
    const list: unknown[] = this.#gathered[name] ?? []
    // One by one: a burst is longer than what a call takes.
    for (const each of more) list.push(each)
    this.#tell({ [name]: list })
  }

  #tell(changed: Partial<Gathered>): void {
    Object.assign(this.#gathered, changed)
    this.#cancel ??= this.#schedule(() => this.flush())
  }
}
