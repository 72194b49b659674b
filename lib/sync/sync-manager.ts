import { MemoryOutbox } from './commands/memory-outbox'
import type { Decision } from './commands/refused-command'
import { RefusedCommands } from './commands/refused-commands'
import { CommandSender } from './commands/sender'
import { DEFAULT_SYNC_CONFIG, type SyncConfig } from './config'
import { ConnectionDriver } from './connection/driver'
import type { FeedBatch, FeedState, SyncStatus } from './feed'
import { defaultFrameScheduler, FeedCoalescer } from './feed-coalescer'
import { CatchUp } from './intake/catch-up'
import { Intake } from './intake/intake'
import { JournalWriter } from './intake/journal-writer'
import { StreamFrames } from './intake/stream-frames'
import type { StoredEvent } from './journal/journal'
import { LogRing } from './log-ring'
import type { LogEntry, Subscription, SyncEngine, SyncManagerOptions } from './manager-api'
import type { SyncMetrics } from './metrics/metrics'
import { MetricsRecorder } from './metrics/recorder'
import { Telemetry } from './metrics/telemetry'
import { onNetworkBack } from './network-signal'
import { DocumentStore } from './projection/document-store'
import type { Command, CommandResult, ConnectedData, Cursor } from './protocol'
import { RecentEvents } from './recent-events'
import { ServerClock } from './server-clock'
import { StatusKeeper } from './status-keeper'
import { ownSubscription, Subscriptions } from './subscriptions'
import { systemClock } from './system-clock'
import { diagnoseStream } from './transport/diagnose'
import { type Filter, isFiltered } from './transport/filter'
import { createHttp, isRefused } from './transport/http'
import { Poller } from './transport/poller'
import { nativeEventSource } from './transport/sse-source'
import { type LinkFailure, StreamLink } from './transport/stream-link'
import { commandsUrl, eventsUrl } from './transport/urls'

/** A lost stream for which polling is no proof that streams work again. */
const STREAM_ONLY_FAILURES = new Set(['stream_blocked', 'no_event_source', 'silent', 'closed', 'dropped'])

/**
 * The engine: keeps a client's picture of the server current, durable and honest about its age. It only wires the
 * parts together; each rule lives in the part that is named after it.
 */
export class SyncManager implements SyncEngine {
  readonly #options: SyncManagerOptions
  readonly #config: SyncConfig
  readonly #log: LogRing
  readonly #metrics: MetricsRecorder
  readonly #telemetry: Telemetry
  readonly #feed: FeedCoalescer
  readonly #documents = new DocumentStore()
  readonly #writer: JournalWriter
  readonly #intake: Intake
  readonly #catchUp: CatchUp
  readonly #frames: StreamFrames
  readonly #link: StreamLink
  readonly #poller: Poller
  readonly #sender: CommandSender
  readonly #refused: RefusedCommands
  readonly #driver: ConnectionDriver
  readonly #status: StatusKeeper
  readonly #subscriptions: Subscriptions
  readonly #recent: RecentEvents
  #opening: Promise<void> | null = null
  #opened = false
  #stopped = false
  #forgetNetwork: () => void = () => undefined

  constructor(options: SyncManagerOptions) {
    this.#options = options
    const config = { ...DEFAULT_SYNC_CONFIG, ...options.config }
    const clock = options.clock ?? systemClock
    const random = options.random ?? Math.random
    this.#config = config
    this.#log = new LogRing(clock, options.log)
    this.#metrics = new MetricsRecorder(clock)
    this.#telemetry = new Telemetry(this.#log, this.#metrics)
    this.#feed = new FeedCoalescer(clock, options.scheduleFrame ?? defaultFrameScheduler(clock), (error) =>
      this.#log.add('error', 'A listener of the feed failed', { error: String(error) }),
    )
    this.#recent = new RecentEvents(config.eventHistoryLimit)
    this.#subscriptions = new Subscriptions(
      clock,
      () => this.#catchUp.requireSnapshot('merge'),
      () => this.#driver.dispatch({ type: 'refilter' }),
    )
    const http = createHttp({
      fetch: options.fetch ?? ((input, init) => fetch(input, init)),
      clock,
      headers: options.headers ?? (() => ({})),
      requestTimeout: config.requestTimeout,
      maxRetryAfter: config.maxRetryAfter,
    })
    this.#writer = new JournalWriter({
      journal: options.journal,
      documents: this.#documents,
      clock,
      random,
      config,
      onDurable: ({ events, changes }) => {
        this.#recent.add(events)
        this.#feed.step(events, changes)
        this.#status.update()
      },
      onFailing: (failing, error) => {
        this.#telemetry.journalFailing(failing, error)
        this.#status.update()
      },
    })
    this.#intake = new Intake({
      writer: this.#writer,
      clock,
      onReceived: (event, cursor) => this.#received(event, cursor),
      onDuplicate: () => this.#metrics.duplicateEvent(),
      onInvalid: (problem, cursor) => this.#telemetry.invalidEvent(problem, cursor),
      onHole: () => void this.#catchUp.fill(),
      onForeign: () => this.#catchUp.reset('epoch_changed'),
      onPassedBy: (cursor) => this.#headHeard(cursor),
    })
    this.#catchUp = new CatchUp({
      http,
      serverUrl: options.serverUrl,
      clock,
      intake: this.#intake,
      writer: this.#writer,
      filter: () => this.#subscriptions.follow(),
      onReplaced: (documents, cursor, head) => {
        this.#status.headHeard(head)
        this.#recent.keepEpoch(cursor.epoch)
        this.#feed.documentsReplaced(documents)
        this.#telemetry.snapshotTaken(documents.length, cursor)
        this.#status.update()
      },
      onHead: (head) => this.#headHeard(head),
      onVoid: () => this.#status.headVoid(),
      onPage: (count, from, to) =>
        this.#feed.frame('polling_data_refresh', { count, from: from.seq, to: to.seq }, 'polling'),
      onInvalidDocuments: (count) => this.#telemetry.invalidDocuments(count),
      onResync: (reason, delay) => this.#resync(reason, delay),
      onFillFailed: (failure) => {
        if (isRefused(failure)) this.#driver.dispatch({ type: 'unauthorized' })
        else this.#driver.dispatch({ type: 'stream_lost', reason: failure.reason }, failure.retryAfter)
      },
    })
    const serverClock = new ServerClock(() => clock.now())
    this.#frames = new StreamFrames({
      intake: this.#intake,
      writer: this.#writer,
      onHead: (head) => this.#headHeard(head),
      onReset: (reason) => this.#catchUp.reset(reason),
      onStuck: () => void this.#catchUp.fill(),
      onTime: (timestamp) => serverClock.hear(timestamp),
      onFrame: (eventType, data) => this.#feed.frame(eventType, data, 'sse'),
      onInvalid: (problem) => this.#telemetry.invalidEvent(problem, null),
    })
    this.#link = new StreamLink({
      clock,
      factory: options.eventSourceFactory ?? nativeEventSource,
      heartbeatInterval: config.heartbeatInterval,
      openTimeout: config.requestTimeout,
      prepare: () => this.#catchUp.prepare(),
      target: () => {
        const filter = this.#subscriptions.follow()
        return { url: eventsUrl(options.serverUrl, filter, this.#writer.accepted), filter }
      },
      diagnose: (status) =>
        diagnoseStream(
          http,
          eventsUrl(options.serverUrl, this.#subscriptions.follow(), this.#writer.accepted, 1),
          status,
        ),
      onOpened: (connected, filter) => {
        serverClock.hear(connected.timestamp)
        this.#streamOpened(connected, filter)
      },
      onFrame: (frame) => {
        this.#frames.take(frame)
        this.#status.update()
      },
      onFailed: (failure) => this.#attemptFailed(failure),
      onLost: (reason) => this.#driver.dispatch({ type: 'stream_lost', reason }),
    })
    this.#poller = new Poller({
      clock,
      random,
      config,
      poll: (signal) => this.#catchUp.poll(signal),
      onAnswered: (asOf) => this.#status.polled(asOf),
      onServerBack: () => this.#driver.dispatch({ type: 'sse_retry_due' }),
      onFailed: (failure) => {
        this.#telemetry.pollFailed(failure.reason)
        if (isRefused(failure)) this.#driver.dispatch({ type: 'unauthorized' })
        else this.#status.update()
      },
      onBreaker: (state) => {
        if (state !== 'closed') this.#log.add('warn', `Circuit breaker ${state}`)
      },
    })
    const outbox = options.outbox ?? new MemoryOutbox()
    this.#refused = new RefusedCommands(outbox, (refused) => this.#feed.refused(refused))
    this.#sender = new CommandSender({
      outbox,
      refused: this.#refused,
      http,
      url: commandsUrl(options.serverUrl, { tenantId: config.tenantId, account: options.account }),
      clock,
      random,
      config,
      mayRun: () => this.#mayRequest(),
      onResults: (results) => this.#commandsAnswered(results),
      onHead: (seq) => {
        // What was applied will come as an event: until then the picture is behind.
        const epoch = this.#writer.cursor?.epoch
        if (epoch) this.#status.headHeard({ epoch, seq })
      },
      onPending: () => this.#status.update(),
      onUnauthorized: () => this.#driver.dispatch({ type: 'unauthorized' }),
      onFailed: (failure) => this.#telemetry.commandsFailed(failure.reason),
    })
    this.#driver = new ConnectionDriver({
      clock,
      random,
      config,
      actions: {
        open_stream: () => {
          this.#metrics.attempt()
          this.#link.open()
        },
        close_stream: () => {
          this.#catchUp.abandonFill()
          this.#link.close()
        },
        start_polling: () => {
          const { reason } = this.#driver.connection
          this.#status.pollingBegins()
          this.#poller.start(reason !== null && !STREAM_ONLY_FAILURES.has(reason))
        },
        stop_polling: () => this.#poller.stop(),
        poll_now: () => this.#poller.pollNow(),
        check_pages: () => void this.#catchUp.fill(),
        send_commands: () => this.#sender.sendNow(),
      },
      onChange: (before, after, event) => {
        this.#telemetry.moved(before, after, event)
        this.#status.update()
      },
    })
    this.#status = new StatusKeeper({
      clock,
      serverClock,
      pollingInterval: config.pollingInterval,
      driver: this.#driver,
      link: this.#link,
      poller: this.#poller,
      writer: this.#writer,
      pendingCommands: () => this.#sender.list.length,
      commandsKept: () => this.#sender.kept,
      onStatus: (status) => this.#feed.status(status),
    })
  }

  async start(): Promise<FeedState> {
    this.#opening ??= this.#open()
    await this.#opening
    return this.state()
  }

  connect(subscription?: Subscription): void {
    if (this.#stopped) return
    // First, for what it changes decides what the connection has to fetch.
    this.#subscriptions.add(subscription ?? ownSubscription(this.#config))
    if (this.#opened) this.#driver.dispatch({ type: 'connect' })
    else this.#opening ??= this.#open()
  }

  disconnect(): void {
    this.#subscriptions.clear()
    this.#sender.pause()
    this.#driver.dispatch({ type: 'disconnect' })
  }

  syncNow(): void {
    this.#driver.dispatch({ type: 'network_back' })
  }

  credentialsChanged(): void {
    // Other credentials may see other documents.
    this.#catchUp.requireSnapshot('merge')
    this.#driver.dispatch({ type: 'credentials_changed' })
  }

  dropStream(): void {
    this.#driver.dispatch({ type: 'stream_lost', reason: 'dropped' })
  }

  forcePolling(): void {
    this.#driver.dispatch({ type: 'force_polling' })
  }

  async send(command: Command): Promise<void> {
    await this.#sender.add(command)
  }

  async release(id: string, decision: Decision): Promise<void> {
    const released = await this.#refused.release(id)
    if (released) this.#telemetry.decided(released, decision)
  }

  acknowledge(ids: readonly string[]): void {
    const marked = this.#recent.acknowledge(ids)
    if (marked.length > 0) this.#feed.acknowledged(marked)
    // All of them: the journal may hold events that the list of recent ones does not.
    this.#options.journal.acknowledge?.(ids).catch((error: unknown) => {
      this.#log.add('warn', 'An acknowledgement could not be kept', { error: String(error) })
    })
  }

  state(): FeedState {
    // What is gathered goes out first, so that batches continue exactly from this state.
    this.#feed.flush()
    const { list: pending } = this.#sender
    return {
      documents: this.#documents.all(),
      recentEvents: this.#recent.list,
      status: this.#status.read(),
      pending,
      refused: this.#refused.list,
    }
  }

  status(): SyncStatus {
    return this.#status.read()
  }

  metrics(): SyncMetrics {
    return this.#metrics.read(this.#options.storageBytes?.() ?? null)
  }

  logEntries(level?: LogEntry['level']): readonly LogEntry[] {
    return this.#log.entries(level)
  }

  subscribe(onBatch: (batch: FeedBatch) => void): () => void {
    return this.#feed.subscribe(onBatch)
  }

  async stop(): Promise<void> {
    if (this.#stopped) return
    this.#stopped = true
    this.disconnect()
    this.#sender.close()
    this.#forgetNetwork()
    await this.#opening?.catch(() => undefined)
    await this.#writer.stop()
    this.#feed.flush()
    this.#status.stop()
    if (this.#opened) await this.#options.journal.close()
  }

  async #open(): Promise<void> {
    const contents = await this.#options.journal.open(this.#config.eventHistoryLimit)
    this.#writer.load(contents.cursor, contents.documents)
    this.#recent.load(contents.recentEvents)
    // A page's storage holds no documents: a snapshot brings them, the events go on from the cursor.
    if (contents.cursor && contents.documents.length === 0) this.#catchUp.requireSnapshot('merge')
    this.#status.journalOpened(contents.recovered)
    if (contents.recovered) this.#log.add('warn', 'The journal was begun anew', { reason: contents.recovered.reason })
    try {
      await this.#sender.load()
    } catch (error) {
      await this.#options.journal.close()
      throw error
    }
    this.#opened = true
    if (this.#stopped) return
    this.#forgetNetwork = onNetworkBack(() => this.syncNow())
    this.#feed.documentsReplaced(contents.documents)
    this.#status.update()
    if (this.#config.autoConnect) this.connect()
    else if (!this.#subscriptions.empty) this.#driver.dispatch({ type: 'connect' })
  }

  #mayRequest(): boolean {
    const { state, reason } = this.#driver.connection
    return state !== 'disconnected' && reason !== 'unauthorized'
  }

  #streamOpened(connected: ConnectedData, filter: Filter): void {
    this.#catchUp.abandonFill()
    this.#intake.streamBegins(connected.gapless && !isFiltered(filter))
    this.#frames.streamBegins()
    const head = { epoch: connected.epoch, seq: connected.head }
    const accepted = this.#writer.accepted
    const voided = accepted && (head.epoch !== accepted.epoch ? 'epoch_changed' : head.seq < accepted.seq && 'ahead')
    // Known before the state says `connected`: not for a moment may a void picture look current.
    if (voided) this.#status.headVoid()
    else this.#status.headHeard(head)
    const outdated = !this.#subscriptions.isServedBy(filter) || this.#catchUp.wanting
    if (outdated) this.#intake.retireStream()
    this.#driver.dispatch({ type: 'stream_opened' })
    this.#feed.frame('connected', connected, 'sse')
    if (voided) this.#catchUp.reset(voided)
    else if (outdated) this.#driver.dispatch({ type: 'refilter' })
  }

  #attemptFailed(failure: LinkFailure): void {
    this.#telemetry.streamFailed(failure.reason)
    if (failure.unauthorized) this.#driver.dispatch({ type: 'unauthorized' })
    else this.#driver.dispatch({ type: 'attempt_failed', reason: failure.reason }, failure.retryAfter)
  }

  #resync(reason: string, delay: number): void {
    this.#log.add('warn', 'The log must be read anew', { reason })
    // A server that resets again and again is treated as a failing one.
    if (delay > 0) this.#driver.dispatch({ type: 'stream_lost', reason: `reset_${reason}` }, delay)
    else this.#driver.dispatch({ type: 'resync', reason: `reset_${reason}` })
  }

  #headHeard(head: Cursor): void {
    this.#status.headHeard(head)
    this.#status.update()
  }

  #received(event: StoredEvent | null, cursor: Cursor): void {
    if (event) this.#metrics.event(event.eventType, event.timestamp)
    this.#status.headHeard(cursor)
  }

  #commandsAnswered(results: readonly CommandResult[]): void {
    this.#telemetry.commandsAnswered(results)
    this.#feed.results(results)
    this.#status.update()
  }
}
