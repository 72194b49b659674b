import type { ConnectionDriver } from '../connection/driver'
import { UNAUTHORIZED } from '../connection/machine'
import type { JournalWriter } from '../intake/journal-writer'
import type { JournalContents } from '../journal/journal'
import type { Clock } from '../ports/ports'
import type { Cursor } from '../protocol'
import type { LaterPoller } from '../transport/later-poller'
import type { LinkHealth } from '../transport/link-health'
import type { Moment } from '../transport/poller'
import type { StreamLink } from '../transport/stream-link'
import { assessFreshness, type FreshnessInput, freshnessLimit } from './freshness'
import type { ServerClock } from './server-clock'
import type { CommandsKept, SyncStatus } from './status'

export interface StatusSources {
  readonly clock: Clock
  readonly serverClock: ServerClock
  readonly pollingInterval: number
  readonly driver: ConnectionDriver
  readonly link: StreamLink
  readonly poller: Pick<LaterPoller, 'breaker' | 'probeAt'>
  readonly health: LinkHealth
  readonly writer: JournalWriter
  readonly pendingCommands: () => number
  readonly commandsKept: () => CommandsKept
  onStatus(status: SyncStatus): void
}

/** Works out the status from its sources, announces it when it changes, and wakes up when freshness expires. */
export class StatusKeeper {
  readonly #sources: StatusSources
  #head: Cursor | null = null
  #lastPoll: Moment | null = null
  #lastCurrentAt: string | null = null
  #recovered: SyncStatus['journalRecovered'] = null
  #announced = ''
  #timer: unknown = null
  #stopped = false

  constructor(sources: StatusSources) {
    this.#sources = sources
  }

  get head(): Cursor | null {
    return this.#head
  }

  /** The head as heard; within one epoch it never goes back. */
  headHeard(head: Cursor): void {
    if (this.#head?.epoch === head.epoch && this.#head.seq >= head.seq) return
    this.#head = head
  }

  headMoved(head: Cursor): void {
    this.headHeard(head)
    this.update()
  }

  /** What was heard of the head is of a log that is gone. */
  headVoid(): void {
    this.#head = null
    this.update()
  }

  polled(asOf: Moment): void {
    this.#lastPoll = asOf
    this.update()
  }

  pollingBegins(): void {
    this.#lastPoll = null
  }

  journalOpened({ recovered, currentAt = null }: Pick<JournalContents, 'recovered' | 'currentAt'>): void {
    this.#recovered = recovered ? { reason: recovered.reason } : null
    this.#lastCurrentAt = currentAt
  }

  read(): SyncStatus {
    const { driver, poller, writer, pendingCommands, commandsKept, serverClock, health } = this.#sources
    const { state, reason, attempts, refusals } = driver.connection
    const freshness = assessFreshness(this.#input())
    if (freshness.kind === 'current') this.#lastCurrentAt = new Date(serverClock.now()).toISOString()
    return {
      connectionState: state,
      reason,
      transport: state === 'connected' ? 'sse' : state === 'polling_fallback' ? 'polling' : null,
      freshness,
      cursor: writer.cursor,
      head: this.#head?.seq ?? null,
      attempts,
      brokenLink: health.broken,
      refusals,
      nextRetryAt: driver.nextRetryAt === null ? null : new Date(driver.nextRetryAt).toISOString(),
      breaker: poller.breaker,
      breakerProbeAt: poller.probeAt === null ? null : new Date(poller.probeAt).toISOString(),
      pendingCommands: pendingCommands(),
      commandsKept: commandsKept(),
      clockOffset: serverClock.offset,
      journalRecovered: this.#recovered,
    }
  }

  /** Announces the status if it differs from the last announced one. */
  update(): void {
    if (this.#stopped) return
    const status = this.read()
    const text = JSON.stringify(status)
    if (text !== this.#announced) {
      this.#announced = text
      this.#sources.onStatus(status)
    }
    this.#watchExpiry()
  }

  stop(): void {
    this.#stopped = true
    this.#sources.clock.clearTimeout(this.#timer)
  }

  #watchExpiry(): void {
    const { clock } = this.#sources
    clock.clearTimeout(this.#timer)
    const input = this.#input()
    const limit = freshnessLimit(input)
    const silence = input.connectionState === 'connected' ? input.sinceFrame : input.sincePoll
    if (limit === null || silence === null || silence > limit) return
    this.#timer = clock.setTimeout(() => this.update(), limit - silence + 1)
  }

  #input(): FreshnessInput {
    const { driver, link, writer, clock, pollingInterval } = this.#sources
    const { state, reason, attempts } = driver.connection
    const cursor = writer.cursor
    // A head before the cursor is of a log that went back: nothing can be said.
    const known = cursor && this.#head?.epoch === cursor.epoch && this.#head.seq >= cursor.seq
    return {
      connectionState: state,
      unauthorized: reason === UNAUTHORIZED,
      journalFailed: writer.failing,
      attempts,
      sinceFrame: link.sinceFrame,
      heartbeatInterval: link.heartbeatInterval,
      sincePoll: this.#lastPoll
        ? Math.max(clock.monotonic() - this.#lastPoll.monotonic, clock.now() - this.#lastPoll.wall)
        : null,
      pollingInterval,
      behind: known && this.#head ? this.#head.seq - cursor.seq : null,
      lastCurrentAt: this.#lastCurrentAt,
    }
  }
}
