import { MemoryOutbox } from './commands/memory-outbox'
import { CommandSender } from './commands/sender'
import { DEFAULT_SYNC_CONFIG, type SyncConfig } from './config'
import { ConnectionDriver } from './connection/driver'
import type { Connection, ConnectionEventType } from './connection/machine'
import type { FeedBatch, FeedState, FrameEvent, SyncStatus } from './feed'
import { defaultFrameScheduler, FeedCoalescer } from './feed-coalescer'
import { CatchUp } from './intake/catch-up'
import { Intake } from './intake/intake'
import { JournalWriter } from './intake/journal-writer'
import { StreamFrames } from './intake/stream-frames'
import type { EventSourceKind, StoredEvent } from './journal/journal'
import { LogRing } from './log-ring'
import type { Clock, LogEntry, Subscription, SyncEngine, SyncManagerOptions } from './manager-api'
import type { SyncMetrics } from './metrics/metrics'
import { MetricsRecorder } from './metrics/recorder'
import { onNetworkBack } from './network-signal'
import { DocumentStore } from './projection/document-store'
import type { Command, CommandResult, ConnectedData, Cursor } from './protocol'
import { StatusKeeper } from './status-keeper'
import { systemClock } from './system-clock'
import { diagnoseStream } from './transport/diagnose'
import { type Filter, isFiltered, sameFilter, unionFilter } from './transport/filter'
import { createHttp, type Http, isRefused } from './transport/http'
import { Poller } from './transport/poller'
import { nativeEventSource } from './transport/sse-source'
import { type LinkFailure, StreamLink } from './transport/stream-link'
import { eventsUrl } from './transport/urls'

/** A lost stream for which polling is no proof that streams work again. */
const STREAM_ONLY_FAILURES = new Set(['stream_blocked', 'no_event_source', 'silent', 'closed', 'dropped'])

/**
 * The engine: keeps a client's picture of the server current, durable and honest about its age. It only wires the
 * parts together; each rule lives in the part that is named after it.
 */
export class SyncManager implements SyncEngine {
  readonly #options: SyncManagerOptions
  readonly #config: SyncConfig
  readonly #clock: Clock
  readonly #log: LogRing
  readonly #metrics: MetricsRecorder
  readonly #feed: FeedCoalescer
  readonly #documents = new DocumentStore()
  readonly #writer: JournalWriter
  readonly #intake: Intake
  readonly #catchUp: CatchUp
  readonly #frames: StreamFrames
  readonly #link: StreamLink
  readonly #poller: Poller
  readonly #sender: CommandSender
  readonly #driver: ConnectionDriver
  readonly #status: StatusKeeper
  #subscriptions: Subscription[] = []
  /** The filter under which the documents are kept up to date. */
  #followed: Filter | null = null
  #recent: readonly StoredEvent[] = []
  #opening: Promise<void> | null = null
  #opened = false
  #stopped = false
  #pollTrouble = false
  #refilterTimer: unknown = null
  #forgetNetwork: () => void = () => undefined

  constructor(options: SyncManagerOptions) {
    this.#options = options
    const config = { ...DEFAULT_SYNC_CONFIG, ...options.config }
    const clock = options.clock ?? systemClock
    const random = options.random ?? Math.random
    this.#config = config
    this.#clock = clock
    this.#log = new LogRing(clock, options.log)
    this.#metrics = new MetricsRecorder(clock)
    this.#feed = new FeedCoalescer(options.scheduleFrame ?? defaultFrameScheduler(clock), (error) =>
      this.#log.add('error', 'A listener of the feed failed', { error: String(error) }),
    )
    const http = this.#makeHttp()
    this.#writer = new JournalWriter({
      journal: options.journal,
      documents: this.#documents,
      clock,
      random,
      config,
      onDurable: ({ events, changes }) => {
        this.#remember(events)
        this.#feed.step(events, changes)
        this.#status.update()
      },
      onFailing: (failing, error) => {
        if (failing) this.#log.add('error', 'The journal cannot be written; trying again', { error: String(error) })
        else this.#log.add('info', 'The journal can be written again')
        this.#status.update()
      },
    })
    this.#intake = new Intake({
      writer: this.#writer,
      clock,
      onReceived: (event, cursor) => this.#received(event, cursor),
      onDuplicate: () => this.#metrics.duplicateEvent(),
      onInvalid: (problem, cursor) => this.#invalid(problem, cursor),
      onHole: () => void this.#catchUp.fill(),
      onForeign: () => this.#catchUp.reset('epoch_changed'),
    })
    this.#catchUp = new CatchUp({
      http,
      serverUrl: options.serverUrl,
      clock,
      intake: this.#intake,
      writer: this.#writer,
      filter: () => this.#follow(),
      onReplaced: (documents, cursor, head) => {
        this.#status.headReplaced(head)
        this.#recent = this.#recent.filter((event) => event.id.startsWith(`event_${cursor.epoch}_`))
        this.#feed.documentsReplaced(documents)
        this.#log.add('info', 'Documents taken from a snapshot', { documents: documents.length, seq: cursor.seq })
        this.#status.update()
      },
      onHead: (head) => this.#headHeard(head),
      onPage: (count, from, to) => this.#pageTaken(count, from, to),
      onInvalidDocuments: (count) => this.#log.add('warn', 'The snapshot holds invalid documents', { count }),
      onResync: (reason, delay) => this.#resync(reason, delay),
      onFillFailed: (failure) => {
        if (isRefused(failure)) this.#driver.dispatch({ type: 'unauthorized' })
        else this.#driver.dispatch({ type: 'stream_lost', reason: failure.reason }, failure.retryAfter)
      },
    })
    this.#frames = new StreamFrames({
      intake: this.#intake,
      writer: this.#writer,
      onHead: (head) => this.#headHeard(head),
      onReset: (reason) => this.#catchUp.reset(reason),
      onStuck: () => void this.#catchUp.fill(),
      onFrame: (eventType, data) => this.#showFrame(eventType, data, 'sse'),
      onInvalid: (problem) => this.#invalid(problem, null),
    })
    this.#link = new StreamLink({
      clock,
      factory: options.eventSourceFactory ?? nativeEventSource,
      heartbeatInterval: config.heartbeatInterval,
      openTimeout: config.requestTimeout,
      prepare: () => this.#catchUp.prepare(),
      target: () => {
        const filter = this.#follow()
        return { url: eventsUrl(options.serverUrl, filter, this.#writer.accepted), filter }
      },
      diagnose: (status) =>
        diagnoseStream(http, eventsUrl(options.serverUrl, this.#follow(), this.#writer.accepted, 1), status),
      onOpened: (connected, filter) => this.#streamOpened(connected, filter),
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
      onAnswered: () => this.#pollAnswered(),
      onFailed: (failure) => {
        this.#pollTrouble = true
        this.#log.add('warn', 'A poll failed', { reason: failure.reason })
        if (isRefused(failure)) this.#driver.dispatch({ type: 'unauthorized' })
        else this.#status.update()
      },
      onBreaker: (state) => {
        if (state !== 'closed') this.#log.add('warn', `Circuit breaker ${state}`)
      },
    })
    this.#sender = new CommandSender({
      outbox: options.outbox ?? new MemoryOutbox(),
      http,
      serverUrl: options.serverUrl,
      clock,
      random,
      config,
      mayRun: () => this.#mayRequest(),
      onResults: (results) => this.#commandsAnswered(results),
      onPending: () => this.#status.update(),
      onUnauthorized: () => this.#driver.dispatch({ type: 'unauthorized' }),
      onFailed: (failure) => this.#log.add('warn', 'Commands could not be sent', { reason: failure.reason }),
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
          this.#pollTrouble = reason !== null && !STREAM_ONLY_FAILURES.has(reason)
          this.#status.pollingBegins()
          this.#poller.start()
        },
        stop_polling: () => this.#poller.stop(),
        poll_now: () => this.#poller.pollNow(),
        check_pages: () => void this.#catchUp.fill(),
        send_commands: () => this.#sender.sendNow(),
      },
      onChange: (before, after, event) => this.#moved(before, after, event),
    })
    this.#status = new StatusKeeper({
      clock,
      pollingInterval: config.pollingInterval,
      driver: this.#driver,
      link: this.#link,
      poller: this.#poller,
      writer: this.#writer,
      pendingCommands: () => this.#sender.pending,
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
    const wanted = subscription ?? pickSubscription(this.#config)
    if (!this.#subscriptions.some((each) => sameFilter(unionFilter([each]), unionFilter([wanted])))) {
      this.#subscriptions.push(wanted)
    }
    // Runs now if the journal is open, else `#open` does it.
    if (this.#opened) this.#connectNow()
    else this.#opening ??= this.#open()
  }

  disconnect(): void {
    this.#subscriptions = []
    this.#clock.clearTimeout(this.#refilterTimer)
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

  state(): FeedState {
    // What is gathered goes out first, so that batches continue exactly from this state.
    this.#feed.flush()
    return { documents: this.#documents.all(), recentEvents: this.#recent, status: this.#status.read() }
  }

  status(): SyncStatus {
    return this.#status.read()
  }

  metrics(): SyncMetrics {
    return this.#metrics.read(this.#options.storageBytes?.() ?? null)
  }

  /** The last 500 log entries, oldest first; of one level alone where it is named. */
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
    this.#recent = contents.recentEvents
    // A page's storage holds no documents: a snapshot brings them, the events go on from the cursor.
    if (contents.cursor && contents.documents.length === 0) this.#catchUp.requireSnapshot('merge')
    this.#status.journalOpened(contents.recovered)
    if (contents.recovered) this.#log.add('warn', 'The journal was begun anew', { reason: contents.recovered.reason })
    await this.#sender.load()
    this.#opened = true
    if (this.#stopped) return
    this.#forgetNetwork = onNetworkBack(() => this.syncNow())
    this.#feed.documentsReplaced(contents.documents)
    this.#status.update()
    if (this.#config.autoConnect) this.connect()
    else if (this.#subscriptions.length > 0) this.#connectNow()
  }

  #connectNow(): void {
    this.#driver.dispatch({ type: 'connect' })
    this.#followUnion()
  }

  /** The union of all subscriptions; when it differs from what was followed, documents need a snapshot. */
  #follow(): Filter {
    const union = unionFilter(this.#subscriptions)
    this.#followed = union
    return union
  }

  /** Asks for a wider stream when subscriptions outgrow the present one; those of one moment go together. */
  #followUnion(): void {
    if (this.#followed === null || sameFilter(this.#followed, unionFilter(this.#subscriptions))) return
    this.#catchUp.requireSnapshot('merge')
    this.#clock.clearTimeout(this.#refilterTimer)
    this.#refilterTimer = this.#clock.setTimeout(() => this.#driver.dispatch({ type: 'refilter' }), 0)
  }

  #mayRequest(): boolean {
    const { state, reason } = this.#driver.connection
    return state !== 'disconnected' && reason !== 'unauthorized'
  }

  #streamOpened(connected: ConnectedData, filter: Filter): void {
    this.#catchUp.abandonFill()
    this.#intake.streamBegins(!isFiltered(filter))
    this.#frames.streamBegins()
    const head = { epoch: connected.epoch, seq: connected.head }
    const accepted = this.#writer.accepted
    const voided = accepted && (head.epoch !== accepted.epoch ? 'epoch_changed' : head.seq < accepted.seq && 'ahead')
    // Known before the state says `connected`: not for a moment may a void picture look current.
    if (voided) this.#status.headReplaced(head)
    else this.#status.headHeard(head)
    this.#driver.dispatch({ type: 'stream_opened' })
    this.#showFrame('connected', connected, 'sse')
    if (voided) this.#catchUp.reset(voided)
    else if (!sameFilter(filter, unionFilter(this.#subscriptions))) this.#driver.dispatch({ type: 'refilter' })
  }

  #attemptFailed(failure: LinkFailure): void {
    this.#metrics.failedAttempt()
    this.#log.add('warn', 'The stream could not be opened', { reason: failure.reason })
    if (failure.unauthorized) this.#driver.dispatch({ type: 'unauthorized' })
    else this.#driver.dispatch({ type: 'attempt_failed', reason: failure.reason }, failure.retryAfter)
  }

  #resync(reason: string, delay: number): void {
    this.#log.add('warn', 'The log must be read anew', { reason })
    // A server that resets again and again is treated as a failing one.
    if (delay > 0) this.#driver.dispatch({ type: 'stream_lost', reason: `reset_${reason}` }, delay)
    else this.#driver.dispatch({ type: 'resync', reason: `reset_${reason}` })
  }

  #pollAnswered(): void {
    this.#status.polled()
    this.#status.update()
    if (!this.#pollTrouble) return
    // The server is back: no need to wait for the stream's turn.
    this.#pollTrouble = false
    this.#driver.dispatch({ type: 'sse_retry_due' })
  }

  #moved(before: Connection, after: Connection, event: ConnectionEventType): void {
    this.#metrics.moved(before, after)
    if (before.state !== after.state) {
      const { state: to, reason, attempts } = after
      this.#log.add('info', `${before.state} -> ${to}`, { event, reason, attempts })
    }
    this.#status.update()
  }

  #headHeard(head: Cursor): void {
    this.#status.headHeard(head)
    this.#status.update()
  }

  #received(event: StoredEvent | null, cursor: Cursor): void {
    if (event) this.#metrics.event(event.eventType, event.timestamp)
    this.#status.headHeard(cursor)
  }

  #invalid(problem: string, cursor: Cursor | null): void {
    this.#metrics.invalidEvent()
    this.#log.add('warn', 'An invalid event was left out', { problem, seq: cursor?.seq ?? null })
  }

  #pageTaken(count: number, from: Cursor, to: Cursor): void {
    this.#showFrame('polling_data_refresh', { count, from: from.seq, to: to.seq }, 'polling')
  }

  #commandsAnswered(results: readonly CommandResult[]): void {
    const epoch = this.#writer.cursor?.epoch
    for (const result of results) {
      // What was applied will come as an event: until then the picture is behind.
      if (result.status === 'applied' && epoch) this.#status.headHeard({ epoch, seq: result.seq })
      if (result.status === 'rejected') {
        this.#log.add('warn', 'A command was rejected', { id: result.id, code: result.code })
      }
    }
    this.#feed.results(results)
    this.#status.update()
  }

  #showFrame(eventType: FrameEvent['eventType'], data: Record<string, unknown>, source: EventSourceKind): void {
    const receivedAt = new Date(this.#clock.now()).toISOString()
    const timestamp = typeof data.timestamp === 'string' ? data.timestamp : receivedAt
    const metadata = { receivedAt, processed: true, acknowledged: true, source }
    this.#feed.frame({ eventType, data, timestamp, metadata })
  }

  #remember(events: readonly StoredEvent[]): void {
    const limit = this.#config.eventHistoryLimit
    this.#recent = limit > 0 ? [...this.#recent, ...events].slice(-limit) : []
  }

  #makeHttp(): Http {
    const { fetch: given, headers } = this.#options
    return createHttp({
      fetch: given ?? ((input, init) => fetch(input, init)),
      clock: this.#clock,
      headers: headers ?? (() => ({})),
      requestTimeout: this.#config.requestTimeout,
      maxRetryAfter: this.#config.maxRetryAfter,
    })
  }
}

function pickSubscription({ orderID, eventTypes, bayId, tenantId }: SyncConfig): Subscription {
  return { orderID, eventTypes, bayId, tenantId }
}
