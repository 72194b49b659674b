import type { DriverOptions } from '../connection/driver'
import { isServerInTrouble, resyncOf, setbackOf } from '../connection/failures'
import type { CatchUpOptions } from '../intake/catch-up'
import type { IntakeOptions } from '../intake/intake'
import type { JournalWriterOptions } from '../intake/journal-writer'
import type { StreamFramesOptions } from '../intake/stream-frames'
import { readOpening } from '../intake/stream-opening'
import type { LinkHealthOptions } from '../transport/link-health'
import type { StreamLinkOptions } from '../transport/stream-link'
import type { Parts } from './parts'

/** What the options of a part ask to be told. */
export type Told<Options> = Pick<Options, Extract<keyof Options, `on${string}`>>

/** One row for each thing that a part tells: the other parts it moves, in order. A row that is missing does not compile. */
export type Rows<Callbacks> = {
  readonly [Name in keyof Callbacks]: Callbacks[Name] extends (...said: infer Said) => infer Result
    ? (parts: Parts, ...said: Said) => Result
    : never
}

const writer: Rows<Told<JournalWriterOptions>> = {
  onDurable({ recent, feed, status }, { events, changes }) {
    recent.add(events)
    feed.step(events, changes)
    status.update()
  },
  onFailing({ telemetry, status }, failing, error) {
    telemetry.journalFailing(failing, error)
    status.update()
  },
}

const intake: Rows<Told<IntakeOptions>> = {
  onReceived({ metrics, status }, event, cursor) {
    if (event) metrics.event(event.eventType, event.timestamp)
    status.headHeard(cursor)
  },
  onDuplicate: ({ metrics }) => metrics.duplicateEvent(),
  onInvalid: ({ telemetry }, problem, cursor) => telemetry.invalidEvent(problem, cursor),
  onHole: ({ catchUp }) => void catchUp.fill(),
  onForeign: ({ catchUp }) => catchUp.reset('epoch_changed'),
  onPassedBy: ({ status }, cursor) => status.headMoved(cursor),
}

const catchUp: Rows<Told<CatchUpOptions>> = {
  onReplaced({ status, recent, feed, telemetry }, documents, cursor, head) {
    status.headHeard(head)
    recent.keepEpoch(cursor.epoch)
    feed.documentsReplaced(documents)
    telemetry.snapshotTaken(documents.length, cursor)
    status.update()
  },
  onHead: ({ status }, head) => status.headMoved(head),
  onVoid: ({ status }) => status.headVoid(),
  onPage: ({ feed }, count, from, to) =>
    feed.frame('polling_data_refresh', { count, from: from.seq, to: to.seq }, 'polling'),
  onInvalidDocuments: ({ telemetry }, count) => telemetry.invalidDocuments(count),
  onResync({ telemetry, driver }, reason, delay) {
    telemetry.resync(reason)
    driver.suffer(resyncOf(reason, delay))
  },
  onFillFailed: ({ driver }, failure) => driver.suffer(setbackOf(failure, 'stream_lost')),
}

const frames: Rows<Told<StreamFramesOptions>> = {
  onHead: ({ status }, head) => status.headMoved(head),
  onReset: ({ catchUp }, reason) => catchUp.reset(reason),
  onStuck: ({ catchUp }) => void catchUp.fill(),
  onTime: ({ serverClock }, timestamp) => serverClock.hear(timestamp),
  onFrame: ({ feed }, eventType, data) => feed.frame(eventType, data, 'sse'),
  onInvalid: ({ telemetry }, problem) => telemetry.invalidEvent(problem, null),
}

const link: Rows<Told<StreamLinkOptions>> = {
  onOpened(
    { serverClock, health, catchUp, intake, frames, status, subscriptions, driver, feed, writer },
    connected,
    filter,
  ) {
    serverClock.hear(connected.timestamp)
    health.take('reading', { ok: true })
    catchUp.abandonFill()
    const { head, gapless, voided } = readOpening(connected, filter, writer.accepted)
    intake.streamBegins(gapless)
    frames.streamBegins()
    // Known before the state says `connected`: not for a moment may a void picture look current.
    if (voided) status.headVoid()
    else status.headHeard(head)
    const far = !voided && catchUp.comparedWith(head)
    const outdated = !subscriptions.isServedBy(filter) || catchUp.wanting
    if (outdated) intake.retireStream()
    driver.dispatch({ type: 'stream_opened' })
    feed.frame('connected', connected, 'sse')
    if (voided) catchUp.reset(voided)
    // Not left open beside its successor: all that it brings is to be brought in another way.
    else if (far) driver.dispatch({ type: 'resync', reason: 'far_behind' })
    else if (outdated) driver.dispatch({ type: 'refilter' })
  },
  onFrame({ frames, status }, frame) {
    frames.take(frame)
    status.update()
  },
  onFailed({ telemetry, driver }, failure) {
    telemetry.streamFailed(failure.reason)
    driver.suffer(setbackOf(failure, 'attempt_failed'))
  },
  onLost: ({ driver }, reason) => driver.dispatch({ type: 'stream_lost', reason }),
}

const health: Rows<Told<LinkHealthOptions>> = {
  onChange: ({ status }) => status.update(),
}

const driver: Rows<Told<DriverOptions>> = {
  onChange({ telemetry, status }, before, after, event) {
    telemetry.moved(before, after, event)
    status.update()
  },
}

/** What the connection's transitions make happen. */
const effects: Rows<DriverOptions['actions']> = {
  open_stream({ metrics, link }) {
    metrics.attempt()
    link.open()
  },
  close_stream({ catchUp, link }) {
    catchUp.abandonFill()
    link.close()
  },
  start_polling({ driver, status, poller }) {
    status.pollingBegins()
    poller.start(isServerInTrouble(driver.connection.reason))
  },
  stop_polling: ({ poller }) => poller.stop(),
  poll_now: ({ poller }) => poller.pollNow(),
  check_pages: ({ catchUp }) => void catchUp.fill(),
  send_commands: ({ commands }) => commands.sendNow(),
}

/** The events of the engine: which part tells what, and what that does to the others. What may come later brings its own. */
export const REACTIONS = { writer, intake, catchUp, frames, link, health, driver, effects }

/** The rows as the callbacks that a part is made with. `parts` is asked when something is told, not before. */
export function callbacks<Callbacks>(rows: Rows<Callbacks>, parts: () => Parts): Callbacks {
  const entries = Object.entries<(parts: Parts, ...said: unknown[]) => unknown>(rows as never)
  return Object.fromEntries(
    entries.map(([name, react]) => [name, (...said: unknown[]) => react(parts(), ...said)]),
  ) as Callbacks
}
