import { DEFAULT_SYNC_CONFIG, type SyncConfig } from '../config'
import { ConnectionDriver } from '../connection/driver'
import { defaultFrameScheduler, FeedCoalescer } from '../feed/coalescer'
import { RecentEvents } from '../feed/recent-events'
import { CatchUp } from '../intake/catch-up'
import { Intake } from '../intake/intake'
import { JournalWriter } from '../intake/journal-writer'
import { StreamFrames } from '../intake/stream-frames'
import { LogRing } from '../metrics/log-ring'
import { MetricsRecorder } from '../metrics/recorder'
import { Telemetry } from '../metrics/telemetry'
import { CommandDesk } from '../outbox/command-desk'
import { Later } from '../ports/later'
import { systemClock } from '../ports/system-clock'
import { DocumentStore } from '../projection/document-store'
import { ServerClock } from '../status/server-clock'
import { StatusKeeper } from '../status/status-keeper'
import type { SyncManagerOptions } from '../sync-engine'
import { diagnoseStream } from '../transport/diagnose'
import { createHttp } from '../transport/http'
import { LaterPoller } from '../transport/later-poller'
import { LinkHealth } from '../transport/link-health'
import { nativeEventSource } from '../transport/sse-source'
import { StreamLink } from '../transport/stream-link'
import { Subscriptions } from '../transport/subscriptions'
import { eventsUrl } from '../transport/urls'
import { callbacks, REACTIONS } from './reactions'

/** What an engine is made of. Each part knows those it was made with; what it tells the others is in `REACTIONS`. */
export interface Parts {
  readonly config: SyncConfig
  readonly log: LogRing
  readonly metrics: MetricsRecorder
  readonly telemetry: Telemetry
  readonly feed: FeedCoalescer
  readonly recent: RecentEvents
  readonly subscriptions: Subscriptions
  readonly writer: JournalWriter
  readonly documents: DocumentStore
  readonly intake: Intake
  readonly catchUp: CatchUp
  readonly serverClock: ServerClock
  readonly health: LinkHealth
  readonly frames: StreamFrames
  readonly link: StreamLink
  readonly poller: LaterPoller
  readonly commands: CommandDesk
  readonly driver: ConnectionDriver
  readonly status: StatusKeeper
}

/** Makes the parts of one engine, each from those before it. */
export function makeParts(options: SyncManagerOptions): Parts {
  const config = { ...DEFAULT_SYNC_CONFIG, ...options.config }
  const { domain, paging, serverUrl, clock = systemClock, random = Math.random, outbox } = options
  const all = () => parts
  const base = { clock, random, config }

  const log = new LogRing(clock, options.log)
  const metrics = new MetricsRecorder(clock)
  const telemetry = new Telemetry(log, metrics)
  const feed = new FeedCoalescer(clock, options.scheduleFrame ?? defaultFrameScheduler(clock), (error) =>
    telemetry.listenerFailed(error),
  )
  const recent = new RecentEvents(config.eventHistoryLimit)
  const subscriptions = new Subscriptions(
    clock,
    () => all().catchUp.requireSnapshot('merge'),
    () => all().driver.dispatch({ type: 'refilter' }),
  )
  const serverClock = new ServerClock(() => clock.now())
  const health = new LinkHealth({
    now: () => serverClock.now(),
    nameLink: (failure) => options.nameLink?.(failure, serverUrl),
    ...callbacks(REACTIONS.health, all),
  })
  const requests = createHttp({
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    clock,
    headers: options.headers ?? (() => ({})),
    requestTimeout: config.requestTimeout,
    maxRetryAfter: config.maxRetryAfter,
  })
  const http = health.watch('reading', requests)
  const documents = new DocumentStore()
  const writer = new JournalWriter({
    ...base,
    domain,
    journal: options.journal,
    documents,
    ...callbacks(REACTIONS.writer, all),
  })
  const intake = new Intake({ domain, writer, clock, ...callbacks(REACTIONS.intake, all) })
  const filter = () => subscriptions.follow()
  const reading = {
    ...{ domain, http, serverUrl, clock, intake, writer, filter, farBehind: config.farBehind, pages: () => pages },
    ...callbacks(REACTIONS.catchUp, all),
  }
  const catchUp = new CatchUp(reading)
  const pages = new Later(paging, (brought) => brought.make({ ...base, catchUp, reading, parts: all }))
  const frames = new StreamFrames({ intake, writer, ...callbacks(REACTIONS.frames, all) })
  const link = new StreamLink({
    clock,
    factory: options.eventSourceFactory ?? nativeEventSource,
    eventTypes: domain.eventTypes,
    heartbeatInterval: config.heartbeatInterval,
    openTimeout: config.requestTimeout,
    prepare: () => catchUp.prepare(),
    target() {
      const followed = filter()
      return { url: eventsUrl(serverUrl, followed, writer.accepted), filter: followed }
    },
    diagnose: (status) => diagnoseStream(http, eventsUrl(serverUrl, filter(), writer.accepted, 1), status),
    ...callbacks(REACTIONS.link, all),
  })
  const poller = new LaterPoller({ pages, clock, pollingInterval: config.pollingInterval })
  const sending = { ...base, outbox, account: options.account, serverUrl, reading: http, filter, parts: all }
  const commands = new CommandDesk(options.commanding, outbox, (brought) =>
    brought.make({ ...sending, http: health.watch('sending', requests) }),
  )
  const driver = new ConnectionDriver({
    ...base,
    actions: callbacks(REACTIONS.effects, all),
    ...callbacks(REACTIONS.driver, all),
  })
  const status = new StatusKeeper({
    ...{ clock, serverClock, driver, link, poller, writer, health },
    pollingInterval: config.pollingInterval,
    pendingCommands: () => commands.list.length,
    commandsKept: () => commands.kept,
    onStatus: (changed) => feed.status(changed),
  })
  const parts: Parts = {
    ...{ config, log, metrics, telemetry, feed, recent, subscriptions, writer, documents, intake, catchUp },
    ...{ serverClock, health, frames, link, poller, commands, driver, status },
  }
  return parts
}
