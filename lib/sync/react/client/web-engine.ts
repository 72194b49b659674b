import { paging } from '../../car-wash/page-engine'
import type { FeedBatch, FeedState, SyncEngine } from '../../car-wash/types'
import { LaterJournal } from '../../journal/later-journal'
import { idleMetrics } from '../../metrics/idle'
import { IDLE_STATUS } from '../../status/idle-status'
import type { Subscription } from '../../sync-engine'
import { canShareTabs } from '../../tabs/can-share'
import { type HeldLock, takeLock } from '../../tabs/held-lock'
import { unionFilter } from '../../transport/filter'
import { plainEngine, plainRoad, storageKey, tabsName, type WebEngineOptions } from './plain-engine'
import type * as Whole from './whole-engine'

/** Where it has been brought, all engines of this page begin with it. */
let whole: typeof Whole | null = null

async function bringWhole(): Promise<typeof Whole> {
  // With it, for pages are asked for when nothing can be brought any more.
  paging().catch(() => undefined)
  whole ??= await import('./whole-engine')
  return whole
}

/** The engine as it runs in a page. */
export function createWebEngine(options: WebEngineOptions): SyncEngine {
  return whole ? whole.createWholeEngine(options) : new FirstEngine(options)
}

/**
 * The first engine of a page, which a first visit needs no more of: the stream, followed by this tab alone, in memory. What
 * shares it with other tabs and keeps it over a reload is brought once the page is live, at once where another tab is there,
 * and before all else where there is something kept, a token, an account or a picture to start from.
 */
class FirstEngine implements SyncEngine {
  readonly #options: WebEngineOptions
  readonly #listeners = new Set<(batch: FeedBatch) => void>()
  #engine: SyncEngine | null = null
  #unfollow: () => void = () => undefined
  /** What was asked for before there was an engine. */
  #asked: ((engine: SyncEngine) => void)[] = []
  #wants: Subscription[] = []
  #starting: Promise<void> | null = null
  #stopped = false
  #lock: HeldLock | null = null
  #others: BroadcastChannel | null = null
  #journal: LaterJournal | null = null
  #growing: Promise<void> | null = null

  constructor(options: WebEngineOptions) {
    this.#options = options
  }

  async start(): Promise<FeedState> {
    this.#starting ??= this.#begin()
    await this.#starting
    return this.state()
  }

  connect(subscription: Subscription = {}): void {
    this.#wants = [unionFilter([...this.#wants, subscription])]
    this.#engine?.connect(subscription)
  }

  disconnect(): void {
    this.#wants = []
    this.#engine?.disconnect()
  }

  syncNow(): void {
    this.#ask((engine) => engine.syncNow())
  }

  credentialsChanged(): void {
    this.#ask((engine) => engine.credentialsChanged())
  }

  dropStream(): void {
    this.#ask((engine) => engine.dropStream())
  }

  forcePolling(): void {
    this.#ask((engine) => engine.forcePolling())
  }

  acknowledge(ids: readonly string[]): void {
    this.#ask((engine) => engine.acknowledge(ids))
  }

  withdrawn(ids: readonly string[]): void {
    this.#ask((engine) => engine.withdrawn(ids))
  }

  readonly send: SyncEngine['send'] = async (command) => (await this.#ready()).send(command)
  readonly takeOver: SyncEngine['takeOver'] = async (...command) => (await this.#ready()).takeOver(...command)
  readonly withdraw: SyncEngine['withdraw'] = async (ids) => (await this.#ready()).withdraw(ids)
  readonly release: SyncEngine['release'] = async (...decided) => (await this.#ready()).release(...decided)

  state(): FeedState {
    return this.#engine?.state() ?? { documents: [], recentEvents: [], status: IDLE_STATUS }
  }

  status() {
    return this.#engine?.status() ?? IDLE_STATUS
  }

  metrics() {
    return this.#engine?.metrics() ?? idleMetrics(new Date().toISOString())
  }

  readonly logEntries: SyncEngine['logEntries'] = (level) => this.#engine?.logEntries(level) ?? []

  subscribe(onBatch: (batch: FeedBatch) => void): () => void {
    const own = (batch: FeedBatch) => onBatch(batch)
    this.#listeners.add(own)
    return () => this.#listeners.delete(own)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#others?.close()
    await this.#engine?.stop()
    this.#lock?.release()
  }

  async #begin(): Promise<void> {
    const needsWhole = this.#needsWhole()
    if (needsWhole || !(await this.#leads())) {
      const brought = await bringWhole().catch(() => null)
      if (this.#stopped) return
      if (brought) return this.#become(brought.createWholeEngine(this.#options))
      if (this.#options.auth) throw new Error('Load the page again: a part of it is missing.')
    }
    if (this.#stopped) return
    await this.#beginAlone()
    if (!needsWhole) this.subscribe((batch) => this.#growWhenLive(batch))
  }

  #needsWhole(): boolean {
    const { account, auth, handover, enablePersistence, tenantId } = this.#options
    if (account !== undefined || auth || handover) return true
    try {
      return enablePersistence && window.localStorage.getItem(storageKey(tenantId)) !== null
    } catch {
      // Forbidden: what keeps says so.
      return true
    }
  }

  async #beginAlone(): Promise<void> {
    const journal = new LaterJournal()
    this.#journal = journal
    const storageBytes = () => journal.storageBytes
    await this.#become(plainEngine(this.#options, { journal, road: plainRoad(this.#options), storageBytes }))
  }

  /** Whether no other tab leads; from then on this one does, where tabs can share. */
  async #leads(): Promise<boolean> {
    if (!this.#options.shareTabs || !canShareTabs()) return true
    const name = tabsName(this.#options)
    this.#lock = await takeLock(navigator.locks, name, () => this.#grow())
    if (this.#stopped) this.#lock?.release()
    else if (this.#lock) {
      this.#others = new BroadcastChannel(name)
      this.#others.onmessage = () => this.#grow()
    }
    return this.#lock !== null
  }

  #growWhenLive({ status }: FeedBatch): void {
    const grows = this.#lock !== null || this.#options.enablePersistence
    if (!grows || status?.freshness.kind !== 'current' || this.#growing) return
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => this.#grow())
    else setTimeout(() => this.#grow())
  }

  /** Where it cannot be brought now, the next occasion tries again. */
  #grow(): void {
    this.#growing ??= this.#goOnWhole().catch(() => {
      this.#growing = null
    })
  }

  async #goOnWhole(): Promise<void> {
    const { createWholeEngine, goOnWhole } = await bringWhole()
    await this.#starting
    const [engine, journal, lock] = [this.#engine, this.#journal, this.#lock]
    if (this.#stopped || !engine || !journal) return
    this.#others?.close()
    this.#lock = null
    if (lock?.lost) {
      // Another tab leads by now, and brings what came meanwhile.
      this.#unfollow()
      await engine.stop()
      if (!this.#stopped) await this.#become(createWholeEngine(this.#options))
      return
    }
    const next = goOnWhole(this.#options, { engine, journal, lock })
    if (next !== engine) await this.#become(next)
  }

  /** @param engine goes on from the one before, if any, in the same turn: nothing is told twice or not at all */
  async #become(engine: SyncEngine): Promise<void> {
    const before = this.#unfollow
    this.#engine = engine
    this.#unfollow = engine.subscribe((batch) => {
      for (const listener of [...this.#listeners]) listener(batch)
    })
    const started = engine.start()
    before()
    for (const wanted of this.#wants) engine.connect(wanted)
    const asked = this.#asked
    this.#asked = []
    for (const ask of asked) ask(engine)
    await started
  }

  #ask(what: (engine: SyncEngine) => void): void {
    if (this.#engine) what(this.#engine)
    else this.#asked.push(what)
  }

  async #ready(): Promise<SyncEngine> {
    await this.start()
    if (!this.#engine) throw new Error('stopped: it was not kept')
    return this.#engine
  }
}
