import { type Command, type CommandPayload, type CommandType, changesOf } from '../../../domain'
import { feedOf } from '../../car-wash/feed-of-snapshot'
import type { SendOptions } from '../../car-wash/make-command'
import { bringCommanding, makeCommand } from '../../car-wash/page-engine'
import type { FeedBatch, FeedState, RefusedCommand, SyncEngine } from '../../car-wash/types'
import type { Snapshot } from '../../car-wash/wire'
import { ConnectionHistory, type ConnectionMoment } from '../../connection/history'
import type { FrameEvent } from '../../feed/feed'
import { acknowledged } from '../../journal/acknowledged'
import type { Decision } from '../../outbox/refused-command'
import type { Withdrawal } from '../../outbox/withdrawal'
import { onPageSeen } from '../../ports/network-signal'
import type { LogEntry } from '../../ports/ports'
import { IDLE_STATUS } from '../../status/idle-status'
import type { SyncStatus } from '../../status/status'
import type { NameLink } from '../../transport/broken-link'
import { toPageEvent } from '../old-names/order'
import { DEFAULT_SYNC_CONFIG, type EffectiveConfiguration, type SyncEvent, type SyncSettings } from '../types'
import { EventCallbacks } from './callbacks'
import type { CommandOutcome, CommandOutcomes } from './command-outcomes'
import { ConnectionShares } from './connection-shares'
import type { CreateEngine, Handover, LinkNames } from './create-engine'
import { describeProblem } from './describe-problem'
import { applyChanges, type Documents, NO_DOCUMENTS } from './documents'
import { addEvents } from './event-list'
import { addToPageLog } from './page-log'
import { PollingCallbacks } from './polling-callbacks'
import { RenderGate } from './render-gate'
import { type ClientState, initialState, toConnectionMetrics } from './state'
import { toSubscription } from './subscription'
import { waitingAfter } from './waiting-commands'

const bringOutcomes = () => import('./command-outcomes')

/** Brings all that commands need before one is sent, so that it is there when the network is not. */
export function prepareCommands(): void {
  Promise.all([bringCommanding(), bringOutcomes()]).catch(() => undefined)
}

const LOG_LIMIT = 300
/** States in which the server answers. */
const HEARD: ReadonlySet<string> = new Set(['connected', 'polling_fallback'])

export interface SyncClientOptions {
  readonly tenantId: string | null
  readonly configuration: SyncSettings
  readonly createEngine: CreateEngine
  /** What the server drew the page from. */
  readonly snapshot?: Snapshot | null
}

/**
 * One tenant's engine as a store for React: holds what pages select from, tells them at most every `RENDER_GAP`, and
 * knows who wants the stream. Making one has no effect outside it; `start` and `stop` may be repeated (StrictMode).
 */
export class SyncClient {
  readonly shares: ConnectionShares
  readonly callbacks: EventCallbacks
  readonly polling: PollingCallbacks
  readonly #options: SyncClientOptions
  readonly #serverState: ClientState
  readonly #listeners = new Set<() => void>()
  readonly #gate = new RenderGate(() => this.#render())
  #configuration: SyncSettings
  #state: ClientState
  /** As the engine says it is, and as it is about to be shown. */
  #told = IDLE_STATUS
  #pending = IDLE_STATUS
  /** Since when the page wants no connection, though one may linger. */
  #leftAt: string | null = null
  #engine: SyncEngine | null = null
  #release: () => void = () => {}
  #added: SyncEvent[] = []
  #documents: Documents = NO_DOCUMENTS
  readonly #history = new ConnectionHistory()
  #log: readonly LogEntry[] = []
  #heard = false
  /** Why the server refused the last action, in its words, until the next is sent. */
  #refusal: string | null = null
  #refused: readonly RefusedCommand[] = []
  #unsent: readonly string[] = []
  #waiting: readonly Command[] = []
  /** Brought with the first command. */
  #outcomes: CommandOutcomes | null = null
  #frameCount = 0
  readonly #links: LinkNames = { name: null }
  #handover: Handover | null = null

  constructor(options: SyncClientOptions) {
    this.#options = options
    this.#configuration = options.configuration
    const { snapshot = null } = options
    if (snapshot) {
      this.#documents = applyChanges(NO_DOCUMENTS, changesOf(snapshot), true)
      this.#handover = { state: feedOf(snapshot), from: 'page' }
      this.#heard = true
    }
    this.#serverState = initialState(this.configuration, snapshot && this.#documents)
    this.#state = this.#serverState
    const failed = (error: unknown) => this.#callbackFailed(error)
    this.callbacks = new EventCallbacks(failed)
    this.polling = new PollingCallbacks(failed)
    this.shares = new ConnectionShares({
      connect: (filter) => this.#engine?.connect(filter),
      disconnect: () => this.#engine?.disconnect(),
      left: (left) => this.#leave(left),
    })
  }

  get configuration(): EffectiveConfiguration {
    const { eventTypes, ...settings } = this.#configuration
    return { ...DEFAULT_SYNC_CONFIG, ...settings, eventTypes: eventTypes ? [...eventTypes] : undefined }
  }

  /** The engine while started; the debug panel's way to it. */
  get engine(): SyncEngine | null {
    return this.#engine
  }

  get history(): readonly ConnectionMoment[] {
    return this.#history.list
  }

  get log(): readonly LogEntry[] {
    return this.#log
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getState = (): ClientState => this.#state
  readonly getServerState = (): ClientState => this.#serverState

  get listenerCount(): number {
    return this.#listeners.size
  }

  start(): void {
    if (this.#engine) return
    const handover = this.#handover
    this.#handover = null
    const log = (entry: LogEntry) => this.#note(entry)
    const engine = this.#options.createEngine({
      tenantId: this.#options.tenantId,
      configuration: this.#configuration,
      handover,
      log,
      nudge: () => this.#look(),
      links: this.#links,
      restored: (events) => {
        this.#added = [...events.map(toPageEvent), ...this.#added]
      },
    })
    this.#engine = engine
    const unfollow = engine.subscribe((batch) => this.#take(batch))
    // Who was signed out has perhaps signed in, here or in another tab.
    const unwatch = onPageSeen(() => {
      if (this.#pending.reason === 'unauthorized') engine.syncNow()
    })
    this.#release = () => {
      unfollow()
      unwatch()
    }
    engine.start().then(
      (state) => this.#engine === engine && this.#load(state),
      (error) => log(entryOf('error', 'The sync engine could not start.', error)),
    )
    const { tenantId } = this.#options
    this.shares.start(this.configuration.autoConnect ? toSubscription({ ...this.#configuration, tenantId }) : null)
  }

  /** Changes settings; an engine that runs goes on with them from the same cursor. Equal settings change nothing. */
  configure(changes: SyncSettings): void {
    const before = JSON.stringify(this.#configuration)
    const next = { ...this.#configuration, ...changes }
    if (JSON.stringify(next) === before) return
    this.#configuration = next
    const known = this.#engine?.state()
    if (known) {
      this.stop()
      this.#handover = { state: known, from: 'engine' }
      this.start()
    }
    this.#publish({ ...this.#state, configuration: this.configuration })
  }

  stop(): void {
    const engine = this.#engine
    if (!engine) return
    this.#engine = null
    this.#release()
    this.shares.stop()
    this.polling.setActive(false)
    this.#outcomes?.lost()
    this.#gate.cancel()
    void engine.stop()
    this.#moveTo({ ...this.#state.status, connectionState: 'disconnected', transport: null })
    this.#render()
  }

  /**
   * Sends a command; resolves with what became of it: the server's answer, or that it is safely kept where no answer is to be
   * expected soon. Rejects while no engine runs, where it cannot be kept, and with a ZodError where there is no such command.
   */
  async send<T extends CommandType>(
    type: T,
    payload: CommandPayload<T>,
    options: SendOptions = {},
  ): Promise<CommandOutcome> {
    const engine = this.#running('sent')
    this.#refusal = null
    const isHeard = () => HEARD.has(this.#told.connectionState)
    const [made, { CommandOutcomes }] = await Promise.all([makeCommand(type, payload, options), bringOutcomes()])
    this.#outcomes ??= new CommandOutcomes()
    return this.#outcomes.of(made, (command) => engine.send(command), isHeard)
  }

  /** A person has decided on a refused command; resolves once it is no longer kept. Rejects while no engine runs. */
  async release(id: string, decision: Decision): Promise<void> {
    await this.#running('decided').release(id, decision)
  }

  /** Takes commands back that have never left this machine: all of these, or none. Rejects while no engine runs. */
  async withdraw(ids: readonly string[]): Promise<Withdrawal> {
    return this.#running('taken back').withdraw(ids)
  }

  acknowledge(ids: readonly string[]): void {
    this.#mark(ids)
    this.#publish(this.#state)
    this.#engine?.acknowledge(ids)
  }

  /** Somebody shows which link is broken: from now on the status says it, of a link that broke before too. */
  nameLinks(name: NameLink): void {
    this.#links.name = name
    if (!this.#engine) return
    this.#moveTo(this.#engine.status())
    this.#gate.request()
  }

  /** A newer picture from the server by another way: shown while the engine's own is not current. */
  offer(snapshot: Snapshot): void {
    if (this.#pending.freshness.kind === 'current') return
    this.#documents = applyChanges(this.#documents, changesOf(snapshot), true)
    this.#gate.now()
  }

  /** Puts events into the list that did not come from the server; callbacks are not told. */
  show(events: readonly SyncEvent[]): void {
    this.#added.push(...events)
    this.#gate.now()
  }

  /** Drops the stream, if any, and opens it anew at once. */
  reconnect(): void {
    this.shares.reopen()
  }

  clearEvents(): void {
    this.#added = []
    this.#publish({ ...this.#state, events: [] })
  }

  #running(done: string): SyncEngine {
    if (this.#engine) return this.#engine
    throw new Error(`not_started: SyncManagerProvider is not mounted, so nothing can be ${done}.`)
  }

  #load(state: FeedState): void {
    this.#documents = applyChanges(this.#documents, state.documents, true)
    this.#added = [...(state.recentEvents as readonly SyncEvent[]).map(toPageEvent), ...this.#added]
    this.#refused = state.refused ?? []
    this.#unsent = state.unsent ?? []
    this.#waiting = state.pending ?? []
    this.#moveTo(state.status)
    this.#gate.now()
  }

  #take(batch: FeedBatch): void {
    this.#documents = applyChanges(this.#documents, batch.changes, batch.replace)
    const moved = batch.status !== null && this.#moveTo(batch.status)
    const frames = (batch.frames ?? []).map((frame) => this.#toEvent(frame))
    // The note that a poll brought events comes after them; all other frames come before.
    const isNote = (event: SyncEvent) => event.eventType === 'polling_data_refresh'
    this.#add(frames.filter((frame) => !isNote(frame)))
    this.#add((batch.events as readonly SyncEvent[]).map(toPageEvent))
    this.#add(frames.filter(isNote))
    if (batch.acknowledged) this.#mark(batch.acknowledged)
    if (batch.refused) this.#refused = batch.refused
    if (batch.unsent) this.#unsent = batch.unsent
    this.#waiting = waitingAfter(this.#waiting, batch)
    this.#outcomes?.take(batch)
    for (const result of batch.commandResults) {
      if (result.status === 'rejected') this.#refusal = `An action was refused: ${result.message}`
    }
    if (moved) this.#gate.now()
    else this.#gate.request()
  }

  #add(events: readonly SyncEvent[]): void {
    this.#added.push(...events)
    for (const event of events) this.callbacks.deliver(event)
  }

  /** The stream said something: a changed connection state is shown at once, not a frame later. */
  #look(): void {
    if (this.#engine && this.#moveTo(this.#engine.status())) this.#gate.now()
  }

  /** Nobody on this page wants the connection any more, or somebody does again: shown at once, whatever lingers. */
  #leave(left: boolean): void {
    this.#leftAt = left ? new Date().toISOString() : null
    if (this.#moveTo(this.#told)) this.#gate.now()
  }

  /** Takes a new status in. Returns whether the connection's state changed, which people should see at once. */
  #moveTo(told: SyncStatus): boolean {
    this.#told = told
    if (!HEARD.has(told.connectionState)) this.#outcomes?.lost()
    const status = this.#leftAt === null ? told : disconnectedSince(told, this.#leftAt)
    const { connectionState } = status
    const moved = connectionState !== this.#pending.connectionState
    this.#pending = status
    if (moved) {
      this.#history.take(status)
      this.polling.setActive(connectionState === 'polling_fallback')
    }
    if (HEARD.has(connectionState) || connectionState === 'error') this.#heard = true
    return moved
  }

  #render(): void {
    const added = this.#added
    this.#added = []
    const metrics = this.#engine?.metrics()
    const waiting = this.#pending.connectionState !== 'disconnected' || this.shares.wanted
    const { configuration } = this
    this.#publish({
      status: this.#pending,
      connectionState: this.#pending.connectionState,
      configuration,
      events: addEvents(this.#state.events, added, configuration.eventHistoryLimit),
      documents: this.#documents,
      metrics: metrics ? toConnectionMetrics(metrics, this.#history.list) : this.#state.metrics,
      error: describeProblem(this.#pending) ?? this.#refusal,
      refused: this.#refused,
      unsent: this.#unsent,
      waiting: this.#waiting,
      loading: !this.#heard && waiting,
    })
  }

  #publish(state: ClientState): void {
    this.#state = state
    for (const listener of [...this.#listeners]) listener()
  }

  /** Frames have no id on the wire; theirs here only tells them apart. */
  #toEvent(frame: FrameEvent): SyncEvent {
    return { id: `frame_${frame.eventType}_${++this.#frameCount}`, ...frame }
  }

  /** Marks what is shown and what is about to be. */
  #mark(ids: readonly string[]): void {
    this.#added = [...acknowledged(this.#added, ids).events]
    this.#state = { ...this.#state, events: acknowledged(this.#state.events, ids).events }
  }

  #note(entry: LogEntry): void {
    this.#log = [...this.#log.slice(1 - LOG_LIMIT), entry]
    addToPageLog(entry)
  }

  #callbackFailed(error: unknown): void {
    this.#note(entryOf('error', 'A callback of this page failed.', error))
    console.error('A callback given to @/lib/sync failed:', error)
  }
}

/** The status of a connection that nobody wants: what is shown is as old as that at least. */
function disconnectedSince(status: SyncStatus, leftAt: string): SyncStatus {
  const { freshness } = status
  const since = freshness.kind === 'stale' ? freshness.since : leftAt
  return {
    ...{ ...status, connectionState: 'disconnected', transport: null, nextRetryAt: null },
    freshness: { kind: 'stale', since, cause: 'not_connected' },
  }
}

function entryOf(level: LogEntry['level'], message: string, error: unknown): LogEntry {
  return { at: new Date().toISOString(), level, message, detail: { error: String(error) } }
}
