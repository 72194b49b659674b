import { NOTHING_NEW } from '../feed/batch'
import type { FeedBatch, FeedState } from '../feed/feed'
import { FeedMirror } from '../feed/mirror'
import type { SyncMetrics } from '../metrics/metrics'
import type { Decision } from '../outbox/refused-command'
import type { Withdrawal } from '../outbox/withdrawal'
import type { AnyCommand } from '../ports/domain'
import { onPageBack } from '../ports/network-signal'
import type { Clock, LogEntry, Outbox } from '../ports/ports'
import { systemClock } from '../ports/system-clock'
import type { SyncStatus } from '../status/status'
import type { Subscription, SyncEngine } from '../sync-engine'
import { unionFilter } from '../transport/filter'
import { LeaderDesk } from './leader-desk'
import { LeaderWatch } from './leader-watch'
import { Leadership, type Locks } from './leadership'
import type { TabAction, TabChannel, TabMessage } from './messages'
import { OpenCommands } from './open-commands'

export interface SharedEngineOptions {
  /** The same for all tabs that share one connection. */
  readonly name: string
  readonly id: string
  readonly locks: Locks
  readonly openChannel: (name: string) => TabChannel
  /** Makes this tab's own engine when it becomes the leader, going on from `handover` where there is one. */
  readonly createEngine: (handover: FeedState | null) => SyncEngine
  /** What the engines of all tabs keep commands in; without it a command is kept once the leader says so. */
  readonly outbox?: Outbox | undefined
  /** Takes commands out of the outbox that have never left this machine: all of these, or none. */
  readonly takeBack: (outbox: Outbox, ids: readonly string[]) => Promise<Withdrawal>
  readonly idle: { readonly status: SyncStatus; readonly metrics: SyncMetrics }
  readonly eventHistoryLimit: number
  readonly clock?: Clock | undefined
  readonly random?: (() => number) | undefined
  readonly onRole?: ((role: 'leader' | 'follower') => void) | undefined
}

/**
 * One engine for all tabs of an origin, behind the interface of an engine of one's own. The tab that holds the lock
 * runs the real one; the others mirror it and are ready to go on from the same cursor when it closes or hangs.
 */
export class SharedEngine implements SyncEngine {
  readonly #options: SharedEngineOptions
  readonly #clock: Clock
  readonly #listeners = new Set<(batch: FeedBatch) => void>()
  readonly #mirror: FeedMirror
  readonly #leadership: Leadership
  readonly #watch: LeaderWatch
  readonly #commands: OpenCommands
  #ready = gate()
  #channel: TabChannel | null = null
  #desk: LeaderDesk | null = null
  #metrics: SyncMetrics
  #wants: Subscription[] = []
  #suspected = false
  #stopped = false
  #forgetPage: () => void = () => undefined

  constructor(options: SharedEngineOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#metrics = options.idle.metrics
    this.#mirror = new FeedMirror(options.idle.status, options.eventHistoryLimit)
    this.#leadership = new Leadership({
      locks: options.locks,
      name: options.name,
      onElected: () => void this.#lead(),
      onDeposed: () => void this.#follow(),
    })
    this.#watch = new LeaderWatch({
      clock: this.#clock,
      random: options.random ?? Math.random,
      ping: () => this.#post({ kind: 'ping', from: options.id }),
      onSuspected: () => this.#suspect(),
      onSeize: () => this.#leadership.seize(),
    })
    this.#commands = new OpenCommands((command) =>
      this.#post({ kind: 'command', from: options.id, command, stored: this.#isStored }),
    )
  }

  async start(): Promise<FeedState> {
    if (!this.#channel && !this.#stopped) {
      this.#channel = this.#options.openChannel(this.#options.name)
      this.#channel.listen((message) => this.#take(message))
      this.#post({ kind: 'hello', from: this.#options.id })
      this.#watch.start()
      this.#leadership.seek()
      this.#forgetPage = onPageBack(() => this.#cameBack())
    }
    await this.#ready.promise
    return this.state()
  }

  connect(subscription: Subscription = {}): void {
    this.#wants.push(subscription)
    this.#wants = [unionFilter(this.#wants)]
    this.#tellWants()
  }

  disconnect(): void {
    this.#wants = []
    this.#tellWants()
  }

  syncNow(): void {
    this.#act('syncNow')
  }

  credentialsChanged(): void {
    this.#act('credentialsChanged')
  }

  dropStream(): void {
    this.#act('dropStream')
  }

  forcePolling(): void {
    this.#act('forcePolling')
  }

  /** A follower keeps the command itself, whatever the leader is doing, and tells the leader of it. */
  async send(command: AnyCommand): Promise<void> {
    if (this.#desk) return this.#desk.engine.send(command)
    const { outbox } = this.#options
    await outbox?.add(command)
    // The leader takes it out of the message then, whatever is done to it here. One that cannot lose its mark is on the disk after all.
    if (!this.#isStored) await outbox?.letGo([command.id]).catch(() => undefined)
    const told = this.#commands.add(command)
    if (!this.#isStored) return told
    // Kept already: a leader that cannot take it now, or never answers, finds it in the outbox later.
    told.catch(() => undefined)
  }

  takeOver(command: AnyCommand): Promise<void> {
    return this.send(command)
  }

  /** Whether what is kept here is what the leader finds in its own outbox. */
  get #isStored(): boolean {
    const { outbox } = this.#options
    return outbox !== undefined && outbox.kept !== 'memory'
  }

  /** A follower takes it out itself, whatever the leader is doing, and tells the leader. */
  async release(id: string, decision: Decision): Promise<void> {
    if (this.#desk) return this.#desk.engine.release(id, decision)
    await this.#options.outbox?.release(id)
    this.#post({ kind: 'release', from: this.#options.id, id, decision })
    this.#deliver(this.#mirror.apply({ ...NOTHING_NEW, refused: this.#mirror.refusedBut(id) }))
  }

  /** A follower takes them out of the outbox itself: whatever the leader is doing, it sends nothing that is not there. */
  async withdraw(ids: readonly string[]): Promise<Withdrawal> {
    if (this.#desk) return this.#desk.engine.withdraw(ids)
    const { outbox, takeBack, id } = this.#options
    if (!outbox) return { status: 'too_late' }
    const became = await takeBack(outbox, ids)
    if (became.status !== 'withdrawn') return became
    this.#post({ kind: 'withdrawn', from: id, ids })
    this.withdrawn(ids)
    return became
  }

  withdrawn(ids: readonly string[]): void {
    this.#commands.forget(ids)
    if (this.#desk) this.#desk.engine.withdrawn(ids)
    else this.#deliver(this.#mirror.apply({ ...NOTHING_NEW, withdrawn: ids, unsent: this.#mirror.unsentBut(ids) }))
  }

  acknowledge(ids: readonly string[]): void {
    if (this.#desk) this.#desk.engine.acknowledge(ids)
    else {
      this.#mirror.acknowledge(ids)
      this.#tellAcknowledged(ids)
    }
  }

  state(): FeedState {
    return this.#desk ? this.#desk.engine.state() : { ...this.#mirror.state(), status: this.status() }
  }

  status(): SyncStatus {
    if (this.#desk) return this.#desk.engine.status()
    const { status } = this.#mirror
    if (!this.#suspected) return status
    const since = status.freshness.kind === 'stale' ? status.freshness.since : null
    return { ...status, connectionState: 'reconnecting', freshness: { kind: 'stale', since, cause: 'silent' } }
  }

  metrics(): SyncMetrics {
    return this.#desk ? this.#desk.engine.metrics() : this.#metrics
  }

  /** The leader's own; a follower has nothing to log. */
  logEntries(level?: LogEntry['level']): readonly LogEntry[] {
    return this.#desk?.engine.logEntries(level) ?? []
  }

  subscribe(onBatch: (batch: FeedBatch) => void): () => void {
    const own = (batch: FeedBatch) => onBatch(batch)
    this.#listeners.add(own)
    return () => this.#listeners.delete(own)
  }

  async stop(): Promise<void> {
    if (this.#stopped) return
    this.#stopped = true
    this.#forgetPage()
    this.#watch.stop()
    this.#commands.abandon()
    this.#post({ kind: 'bye', from: this.#options.id })
    // First the engine, so that the next leader finds everything written; then the lock.
    await this.#desk?.close()
    this.#leadership.resign()
    this.#channel?.close()
    this.#ready.resolve()
  }

  async #lead(): Promise<void> {
    const channel = this.#channel
    if (this.#stopped || !channel) return
    this.#watch.stop()
    this.#suspected = false
    let desk: LeaderDesk | null = null
    try {
      const engine = this.#options.createEngine(this.#mirror.filled ? this.#mirror.state() : null)
      const onBatch = (batch: FeedBatch) => this.#deliver(this.#mirror.apply(batch))
      desk = new LeaderDesk({ engine, id: this.#options.id, channel, clock: this.#clock, onBatch })
      this.#desk = desk
      this.#options.onRole?.('leader')
      this.#tellWants()
      const state = await desk.open()
      this.#deliver(this.#mirror.replace(state))
      // Other tabs may have acknowledged events while there was no leader.
      engine.acknowledge(this.#mirror.acknowledged)
      this.#commands.resend((command) => engine.takeOver(command, this.#isStored))
      this.#ready.resolve()
    } catch (error) {
      await this.#cannotLead(desk, error)
    }
  }

  /** This tab's engine does not start: another may lead. When none does, this one tries again. */
  async #cannotLead(desk: LeaderDesk | null, error: unknown): Promise<void> {
    if (this.#stopped || this.#desk !== desk) return
    this.#desk = null
    await desk?.close().catch(() => undefined)
    this.#leadership.yield()
    this.#ready.reject(error)
    this.#ready = gate()
    this.#options.onRole?.('follower')
    this.#introduce()
    this.#watch.start()
  }

  async #follow(): Promise<void> {
    const desk = this.#desk
    this.#desk = null
    this.#options.onRole?.('follower')
    await desk?.close()
    if (this.#stopped) return
    this.#introduce()
    this.#watch.start()
  }

  #take(message: TabMessage): void {
    if (this.#stopped) return
    if (message.kind === 'withdrawn') this.#commands.forget(message.ids)
    if (this.#desk) this.#desk.take(message)
    else if (message.kind !== 'hello' && message.kind !== 'want' && message.kind !== 'ping') this.#hear(message)
  }

  /** Something the leader said, to us or to another. */
  #hear(message: TabMessage): void {
    const forOther = 'to' in message && message.to !== this.#options.id
    if (!forOther) this.#learn(message)
    if (!FOLLOWERS_ALONE.has(message.kind)) this.#heard()
  }

  #learn(message: TabMessage): void {
    switch (message.kind) {
      case 'leader':
        this.#introduce()
        break
      case 'state':
        this.#metrics = message.metrics
        this.#deliver(this.#mirror.replace(message.state))
        this.#ready.resolve()
        break
      case 'batch':
        this.#forgetAnswered(message.batch)
        // Before the whole picture a part of it says nothing.
        if (this.#mirror.filled) this.#deliver(this.#mirror.apply(message.batch))
        break
      case 'pong':
        this.#metrics = message.metrics
        if (!this.#mirror.filled) this.#introduce()
        break
      case 'withdrawn':
        this.withdrawn(message.ids)
        break
      case 'kept':
        this.#commands.settle(message.id, message.error)
        break
    }
  }

  /** What this tab could keep in memory alone is not the leader's to take out. */
  #forgetAnswered({ commandResults }: FeedBatch): void {
    const { outbox } = this.#options
    if (outbox?.kept !== 'memory' || commandResults.length === 0) return
    outbox.settle(commandResults.map(({ id }) => id)).catch(() => undefined)
  }

  /** The leader lives: its word counts again. */
  #heard(): void {
    this.#watch.heard()
    if (!this.#suspected) return
    this.#suspected = false
    this.#deliver(statusOnly(this.#mirror.status))
  }

  /** A person looks at this tab again; a leader hears of it by itself. */
  #cameBack(): void {
    if (this.#desk) return
    this.#act('syncNow')
    this.#watch.hurry()
  }

  #suspect(): void {
    if (this.#suspected || this.#desk) return
    this.#suspected = true
    this.#deliver(statusOnly(this.status()))
  }

  #introduce(): void {
    // First, so that the picture that comes back has it.
    this.#tellAcknowledged(this.#mirror.acknowledged)
    this.#post({ kind: 'hello', from: this.#options.id })
    this.#tellWants()
    this.#commands.resend()
  }

  #want(): Subscription | null {
    return this.#wants[0] ?? null
  }

  #tellWants(): void {
    if (this.#desk) this.#desk.want(this.#options.id, this.#want())
    else this.#post({ kind: 'want', from: this.#options.id, subscription: this.#want() })
  }

  #tellAcknowledged(ids: readonly string[]): void {
    if (ids.length > 0) this.#post({ kind: 'acknowledge', from: this.#options.id, ids })
  }

  #act(action: TabAction): void {
    if (this.#desk) this.#desk.engine[action]()
    else this.#post({ kind: 'act', from: this.#options.id, action })
  }

  #post(message: TabMessage): void {
    this.#channel?.post(message)
  }

  #deliver(batch: FeedBatch): void {
    for (const listener of [...this.#listeners]) listener(batch)
  }
}

/** Messages that only followers send: hearing one does not show that the leader is alive. */
const FOLLOWERS_ALONE: ReadonlySet<TabMessage['kind']> = new Set([
  ...(['act', 'command', 'acknowledge', 'release', 'withdrawn', 'bye'] as const),
])

function statusOnly(status: SyncStatus): FeedBatch {
  return { ...NOTHING_NEW, status }
}

interface Gate {
  readonly promise: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

function gate(): Gate {
  let resolve = () => {}
  let reject: Gate['reject'] = () => {}
  const promise = new Promise<void>((open, fail) => {
    resolve = open
    reject = fail
  })
  // Nobody may be waiting any more when it fails.
  promise.catch(() => undefined)
  return { promise, resolve, reject }
}
