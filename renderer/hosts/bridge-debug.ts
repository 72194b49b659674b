import type { SyncDebugSource } from '@/lib/sync'
import { DEBUG_ROWS, type DebugSnapshot, type DebugUpdate, EventWindow } from '@/lib/sync/engine'
import type { Pushes, StationBridge } from '@/preload/contract'

/**
 * The debug view of the desktop's engine, which runs in another process: opened with the first listener, closed with
 * the last, fed by pushes in between.
 */
export function bridgeDebugSource(bridge: StationBridge): SyncDebugSource {
  const view = new BridgeView(bridge)
  return {
    name: 'this station',
    read: () => view.read(),
    subscribe: (listener) => view.subscribe(listener),
    async act(action) {
      if (action === 'clear') view.clear()
      else await bridge.request('debug:act', action)
    },
    fileActions: [
      { label: 'Export', run: async () => written(await bridge.request('state:export')) },
      {
        label: 'Import',
        async run() {
          const found = await bridge.request('state:import')
          return found && `Imported ${found.events} ${found.events === 1 ? 'event' : 'events'}.`
        },
      },
      { label: 'Write diagnostics file', run: async () => written(await bridge.request('diagnostics:write')) },
    ],
  }
}

const written = (file: { readonly path: string } | null) => file && `Written to ${file.path}`

class BridgeView {
  readonly #bridge: StationBridge
  readonly #listeners = new Set<() => void>()
  readonly #events = new EventWindow()
  #snapshot: DebugSnapshot | null = null
  #opening: Promise<void> | null = null
  /** Pushes that came before the answer they follow. */
  #early: Pushes['debug:update'][] = []
  #number = 0
  #stop: () => void = () => {}

  constructor(bridge: StationBridge) {
    this.#bridge = bridge
  }

  async read(): Promise<DebugSnapshot> {
    // A view that could not be opened is asked for again at the next look.
    if (!this.#snapshot) await this.#open()
    if (!this.#snapshot) throw new Error('the view was closed')
    return { ...this.#snapshot, events: this.#events.list, skippedEvents: this.#events.skipped }
  }

  subscribe(listener: () => void): () => void {
    const own = () => listener()
    this.#listeners.add(own)
    if (this.#listeners.size === 1) {
      this.#stop = this.#bridge.on('debug:update', (pushed) => this.#take(pushed))
      void this.#open().catch(() => undefined)
    }
    return () => {
      this.#listeners.delete(own)
      if (this.#listeners.size === 0) this.#close()
    }
  }

  clear(): void {
    this.#events.clear()
    this.#tell()
  }

  #open(): Promise<void> {
    this.#opening ??= this.#load().finally(() => {
      this.#opening = null
    })
    return this.#opening
  }

  async #load(): Promise<void> {
    if (this.#listeners.size === 0) return
    this.#early = []
    const { number, snapshot } = await this.#bridge.request('debug:open')
    // Closed while it was being opened: main would go on telling nobody.
    if (this.#listeners.size === 0) return void this.#bridge.request('debug:close')
    this.#number = number
    this.#snapshot = snapshot
    this.#events.clear()
    this.#events.add(snapshot.events)
    for (const pushed of this.#early.splice(0)) this.#take(pushed)
    this.#tell()
  }

  #close(): void {
    this.#stop()
    this.#snapshot = null
    this.#events.clear()
    if (!this.#opening) void this.#bridge.request('debug:close')
  }

  #take(pushed: Pushes['debug:update']): void {
    if (this.#opening && !this.#snapshot) {
      this.#early.push(pushed)
      return
    }
    if (!this.#snapshot || pushed.number <= this.#number) return
    this.#number = pushed.number
    this.#snapshot = merged(this.#snapshot, pushed.update)
    this.#events.add(pushed.update.events, pushed.update.skippedEvents)
    this.#tell()
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}

function merged(before: DebugSnapshot, update: DebugUpdate): DebugSnapshot {
  return {
    ...before,
    status: update.status,
    metrics: update.metrics,
    history: joined(before.history, update.history),
    log: joined(before.log, update.log),
    storage: update.storage ?? before.storage,
  }
}

function joined<T>(before: readonly T[], added: readonly T[]): readonly T[] {
  return added.length === 0 ? before : [...before, ...added].slice(-DEBUG_ROWS)
}
