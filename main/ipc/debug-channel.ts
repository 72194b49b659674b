import {
  type Clock,
  type ConnectionHistory,
  type DebugEvent,
  type FeedBatch,
  frameNames,
  type LogEntry,
  type StorageUse,
  type StoredEvent,
  type SyncMetrics,
  type SyncStatus,
} from '@/lib/sync/engine'
import type { Pushes, Replies } from '@/preload/contract'

/** Milliseconds between two updates while something happens, between two while nothing does, and two looks at the disk. */
const EVERY = 250
const IDLE = 1_000
const STORAGE = 5_000
/** Most events of one update: a person reads no more, and the page stays free in a burst. */
const MOST_EVENTS = 100

/** What the station can tell of its engine. */
export interface DebugReader {
  status(): SyncStatus
  metrics(): SyncMetrics
  recentEvents(): readonly StoredEvent[]
  storage(): readonly StorageUse[]
  readonly history: Pick<ConnectionHistory, 'list' | 'count'>
  readonly log: { recent(): readonly LogEntry[]; readonly count: number }
}

export interface DebugChannelOptions {
  readonly reader: DebugReader
  readonly send: (pushed: Pushes['debug:update']) => void
  /** Asked before each update; `false` closes the channel. */
  readonly mayRead: () => boolean
  /** Called when an open channel closes, whatever closed it. */
  readonly closed: (why: 'asked' | 'locked') => void
  readonly clock: Pick<Clock, 'monotonic' | 'setTimeout' | 'clearTimeout'>
}

/** The debug view of one page: a whole snapshot when it opens, then what is new, at a bounded rate, until it closes. */
export class DebugChannel {
  readonly #options: DebugChannelOptions
  readonly #named = frameNames()
  #open = false
  #number = 0
  #timer: unknown
  #events: DebugEvent[] = []
  #skipped = 0
  #statusChanged = false
  #history = 0
  #log = 0
  #sentAt = 0
  #storageAt = 0

  constructor(options: DebugChannelOptions) {
    this.#options = options
  }

  get isOpen(): boolean {
    return this.#open
  }

  open(): Replies['debug:open'] {
    const { reader, clock } = this.#options
    const events = reader.recentEvents()
    this.#open = true
    this.#events = []
    this.#skipped = 0
    this.#sentAt = this.#storageAt = clock.monotonic()
    this.#history = reader.history.count
    this.#log = reader.log.count
    this.#wait()
    const { status, metrics, storage } = {
      status: reader.status(),
      metrics: reader.metrics(),
      storage: reader.storage(),
    }
    const [history, log] = [reader.history.list, reader.log.recent()]
    return { number: this.#number, snapshot: { status, metrics, events, skippedEvents: 0, history, log, storage } }
  }

  push(batch: FeedBatch): void {
    if (!this.#open) return
    this.#statusChanged ||= batch.status !== null
    this.#events.push(...this.#named(batch.frames ?? []), ...batch.events)
    const over = this.#events.length - MOST_EVENTS
    if (over <= 0) return
    this.#events.splice(0, over)
    this.#skipped += over
  }

  close(why: 'asked' | 'locked' = 'asked'): void {
    if (!this.#open) return
    this.#open = false
    this.#events = []
    this.#options.clock.clearTimeout(this.#timer)
    this.#options.closed(why)
  }

  #wait(): void {
    const { clock } = this.#options
    clock.clearTimeout(this.#timer)
    this.#timer = clock.setTimeout(() => this.#look(), EVERY)
  }

  #look(): void {
    const { reader, clock, mayRead } = this.#options
    const due = clock.monotonic() - this.#sentAt >= IDLE
    const news =
      this.#events.length > 0 ||
      this.#statusChanged ||
      reader.history.count > this.#history ||
      reader.log.count > this.#log
    if (due || news) {
      if (!mayRead()) {
        this.close('locked')
        return
      }
      this.#send()
    }
    this.#wait()
  }

  #send(): void {
    const { reader, clock, send } = this.#options
    const now = clock.monotonic()
    const measure = now - this.#storageAt >= STORAGE
    const { history, log } = reader
    const update = {
      status: reader.status(),
      metrics: reader.metrics(),
      events: this.#events,
      skippedEvents: this.#skipped,
      history: newest(history.list, history.count - this.#history),
      log: newest(log.recent(), log.count - this.#log),
      storage: measure ? reader.storage() : null,
    }
    this.#events = []
    this.#skipped = 0
    this.#statusChanged = false
    this.#history = history.count
    this.#log = log.count
    this.#sentAt = now
    if (measure) this.#storageAt = now
    this.#number += 1
    send({ number: this.#number, update })
  }
}

function newest<T>(list: readonly T[], count: number): readonly T[] {
  return count > 0 ? list.slice(-count) : []
}
