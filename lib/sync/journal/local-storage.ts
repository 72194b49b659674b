import type { Domain } from '../ports/domain'
import type { Clock } from '../ports/ports'
import type { Cursor } from '../protocol'
import { acknowledged } from './acknowledged'
import type { Journal, JournalContents, JournalReplacement, JournalStep, StoredEvent } from './journal'
import { MemoryJournal } from './memory'
import {
  cursorOfState,
  lastEventIdOf,
  type PersistedEvent,
  type PersistedState,
  parseState,
  readableEvents,
  STORAGE_KEY,
  serialiseState,
  toPersistedEvent,
  withinLimits,
} from './storage-format'

/** Time between a change and its writing, milliseconds: many events cost one write. */
const WRITE_DELAY = 250

export type KeyValueStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export interface LocalStorageJournalOptions {
  /** What this release can read of the events that are kept. */
  readonly domain: Pick<Domain, 'event'>
  readonly clock: Clock
  /** Called at use, for reading `window.localStorage` itself throws where storage is forbidden. */
  readonly storage?: (() => KeyValueStorage) | undefined
  readonly key?: string | undefined
  /** What belongs in the format beyond events and cursor; asked at each write. */
  readonly describe?:
    | (() => Partial<Pick<PersistedState, 'configuration' | 'connectionMetrics' | 'lastConnectionTime'>>)
    | undefined
  readonly warn?: ((message: string, detail?: Readonly<Record<string, unknown>>) => void) | undefined
  /** Where `pagehide` is heard; the window where there is one. */
  readonly page?: EventTarget | null | undefined
}

/**
 * The journal of a page, in the documented format 1.0.0. The format holds events and the cursor, not documents: after
 * a reload a snapshot rebuilds these, and the stream goes on from the cursor. Writing is deferred; a crash loses the
 * last quarter of a second from storage, and the server sends it again.
 */
export class LocalStorageJournal implements Journal {
  readonly #options: LocalStorageJournalOptions
  readonly #key: string
  readonly #memory = new MemoryJournal()
  readonly #page: EventTarget | null
  readonly #onPageHide = () => this.flush()
  #restored: PersistedState | null = null
  #events: readonly PersistedEvent[] = []
  #cursor: Cursor | null = null
  #persisting = true
  #timer: unknown = null
  #bytes: number | null = null

  constructor(options: LocalStorageJournalOptions) {
    this.#options = options
    this.#key = options.key ?? STORAGE_KEY
    const ownPage = typeof window === 'undefined' ? null : window
    this.#page = options.page === undefined ? ownPage : options.page
  }

  /** What was found in storage, for metrics and configuration that survive a session; `null` if nothing readable. */
  get restored(): PersistedState | null {
    return this.#restored
  }

  /** Bytes last written, or `null` before the first write. */
  get storageBytes(): number | null {
    return this.#bytes
  }

  async open(recentLimit: number): Promise<JournalContents> {
    this.#page?.addEventListener('pagehide', this.#onPageHide)
    await this.#memory.open(0)
    const text = this.#read()
    const parsed = text === null ? null : parseState(text)
    if (parsed && !parsed.ok) {
      // Not ours to destroy: a newer version's state, or somebody else's, stays as it is. Damage is written over.
      if (parsed.reason === 'broken') this.#options.warn?.('The saved state is damaged and is begun anew')
      else this.#giveUp(`The saved state was left untouched (${parsed.reason}); nothing is kept over a reload`)
    }
    this.#restored = parsed?.ok ? parsed.state : null
    this.#cursor = this.#restored ? cursorOfState(this.#restored) : null
    this.#events = withinLimits(this.#restored?.events ?? [], this.#options.clock.now())
    if (this.#cursor) await this.#memory.advance(this.#cursor)
    const readable = readableEvents(this.#events, this.#options.domain.event)
    return {
      cursor: this.#cursor,
      documents: [],
      recentEvents: recentLimit > 0 ? readable.slice(-recentLimit) : [],
      recovered: null,
    }
  }

  async append(step: JournalStep): Promise<void> {
    await this.#memory.append(step)
    this.#keep(step.events, step.cursor)
  }

  async replace(replacement: JournalReplacement): Promise<void> {
    await this.#memory.replace(replacement)
    // Without a cursor they are an older client's, of no epoch: they stay until they are an hour old.
    if (this.#cursor && this.#cursor.epoch !== replacement.cursor.epoch) this.#events = []
    this.#keep([], replacement.cursor)
  }

  async advance(cursor: Cursor): Promise<void> {
    await this.#memory.advance(cursor)
    this.#keep([], cursor)
  }

  async acknowledge(ids: readonly string[]): Promise<void> {
    const { events, marked } = acknowledged(this.#events, ids)
    if (marked.length === 0) return
    this.#events = events
    this.#writeSoon()
  }

  async close(): Promise<void> {
    this.flush()
    this.#page?.removeEventListener('pagehide', this.#onPageHide)
    await this.#memory.close()
  }

  /** Writes now what is waiting to be written. */
  flush(): void {
    if (this.#timer === null) return
    this.#options.clock.clearTimeout(this.#timer)
    this.#timer = null
    this.#write()
  }

  #keep(events: readonly StoredEvent[], cursor: Cursor): void {
    this.#cursor = cursor
    this.#events = withinLimits([...this.#events, ...events.map(toPersistedEvent)], this.#options.clock.now())
    this.#writeSoon()
  }

  #writeSoon(): void {
    this.#timer ??= this.#options.clock.setTimeout(() => this.flush(), WRITE_DELAY)
  }

  #write(): void {
    if (!this.#persisting) return
    const before = this.#restored
    const described = this.#options.describe?.() ?? {}
    let events = withinLimits(this.#events, this.#options.clock.now())
    for (;;) {
      const text = serialiseState({
        events,
        configuration: described.configuration ?? before?.configuration ?? {},
        connectionMetrics: described.connectionMetrics ?? before?.connectionMetrics ?? {},
        lastConnectionTime: described.lastConnectionTime ?? before?.lastConnectionTime ?? null,
        lastEventId: lastEventIdOf(this.#cursor),
      })
      try {
        this.#storage().setItem(this.#key, text)
        this.#bytes = text.length * 2
        this.#events = events
        return
      } catch (error) {
        // Most likely the quota: the oldest half goes, then the rest.
        if (events.length === 0) {
          this.#giveUp('Storage is full or forbidden; nothing is kept over a reload', error)
          return
        }
        events = events.slice(Math.ceil(events.length / 2))
      }
    }
  }

  #read(): string | null {
    try {
      return this.#storage().getItem(this.#key)
    } catch (error) {
      this.#giveUp('Storage is forbidden here; nothing is kept over a reload', error)
      return null
    }
  }

  #storage(): KeyValueStorage {
    return this.#options.storage ? this.#options.storage() : window.localStorage
  }

  #giveUp(message: string, error?: unknown): void {
    if (!this.#persisting) return
    this.#persisting = false
    this.#options.warn?.(message, error === undefined ? undefined : { error: String(error) })
  }
}
