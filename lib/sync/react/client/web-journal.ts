import { LocalStorageJournal } from '../../car-wash/bound-journal'
import type { SyncEngine } from '../../car-wash/types'
import type { KeyValueStorage } from '../../journal/local-storage'
import { systemClock } from '../../ports/system-clock'
import type { SyncEvent, SyncSettings } from '../types'
import type { EngineRequest } from './create-engine'

export interface WebJournalOptions extends Pick<EngineRequest, 'configuration' | 'log' | 'restored'> {
  readonly key: string
  readonly storage: () => KeyValueStorage
  /** The engine that writes, for its figures; asked at each write. */
  readonly engine: () => SyncEngine | null
}

type Figures = Readonly<Record<string, unknown>>

/** A page's journal in `localStorage`: tells the page what was kept, and keeps figures over sessions. */
export class WebJournal extends LocalStorageJournal {
  readonly #options: WebJournalOptions

  constructor(options: WebJournalOptions) {
    const { key, storage, configuration, engine, log } = options
    super({
      key,
      storage,
      clock: systemClock,
      describe: () => ({
        configuration: persistable(configuration),
        connectionMetrics: total(this.restored?.connectionMetrics ?? {}, engine()),
        lastConnectionTime: lastConnection(engine(), this.restored?.lastConnectionTime ?? null),
      }),
      warn: (message, detail) => log({ at: new Date().toISOString(), level: 'warn', message, detail }),
    })
    this.#options = options
  }

  override async open(recentLimit: number) {
    const contents = await super.open(recentLimit)
    // Events of older clients are shown too, though the present protocol cannot read them.
    if (this.restored) this.#options.restored(this.restored.events as unknown as readonly SyncEvent[])
    return contents
  }
}

function persistable(configuration: SyncSettings): Figures {
  return Object.fromEntries(Object.entries(configuration).filter(([, value]) => value !== undefined && value !== null))
}

/** Counters go on from the sessions before. */
function total(before: Figures, engine: SyncEngine | null): Figures {
  if (!engine) return before
  const metrics = engine.metrics()
  const now = {
    totalConnections: metrics.totalConnections,
    totalEvents: metrics.totalEvents,
    totalReconnects: metrics.reconnects,
    uptime: Math.round(metrics.uptime),
    pollingSessions: metrics.fallbackCount,
    totalPollingTime: Math.round(metrics.fallbackTime),
  }
  const sums = Object.entries(now).map(([name, value]) => [name, value + numberOf(before[name])] as const)
  return { ...before, ...Object.fromEntries(sums) }
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

function lastConnection(engine: SyncEngine | null, before: string | null): string | null {
  return engine?.status().connectionState === 'connected' ? new Date().toISOString() : before
}
