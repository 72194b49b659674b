import type { Clock, EventSourceFactory } from '../ports/ports'
import { type ConnectedData, connectedDataSchema } from '../protocol'
import { SILENT_HEARTBEATS } from '../status/freshness'
import type { Filter } from './filter'
import { parseJson } from './json'
import { type Frame, openSse } from './sse-source'

/** Heartbeats without a frame after which a stream is not taken for alive when somebody asks. */
const OVERDUE_HEARTBEATS = 1.25

/** Why an attempt failed before `connected`. */
export interface LinkFailure {
  readonly reason: string
  readonly unauthorized: boolean
  readonly retryAfter: number | null
}

export interface StreamLinkOptions {
  readonly clock: Clock
  readonly factory: EventSourceFactory
  /** Names of the log's events. */
  readonly eventTypes: readonly string[]
  /** Until the `connected` frame names the server's own, milliseconds. */
  readonly heartbeatInterval: number
  /** Time allowed from opening to the `connected` frame, milliseconds. */
  readonly openTimeout: number
  /** Snapshot if one is needed; `null` when all is ready. */
  prepare(): Promise<LinkFailure | null>
  /** Address and filter at the moment of opening. */
  target(): { readonly url: string; readonly filter: Filter }
  /** Learns by one plain request why a stream failed; `status` is what the source could tell. */
  diagnose(status: number | null): Promise<LinkFailure>
  onOpened(connected: ConnectedData, filter: Filter): void
  /** Every frame but `connected`. */
  onFrame(frame: Frame): void
  onFailed(failure: LinkFailure): void
  onLost(reason: string): void
}

/**
 * At most one live stream, and one attempt at its successor: the old one is closed only when the new one has said
 * `connected`, so that a wider filter costs no gap. Watches for silence.
 */
export class StreamLink {
  readonly #options: StreamLinkOptions
  #attempt = 0
  #closeAttempt: (() => void) | null = null
  #closeLive: (() => void) | null = null
  #openTimer: unknown = null
  #watchdog: unknown = null
  #heartbeatInterval: number
  #lastFrame: { monotonic: number; wall: number } | null = null

  constructor(options: StreamLinkOptions) {
    this.#options = options
    this.#heartbeatInterval = options.heartbeatInterval
  }

  get heartbeatInterval(): number {
    return this.#heartbeatInterval
  }

  /**
   * Milliseconds since the live stream's last frame, or `null`. A wall clock that jumped ahead counts: after sleep the
   * monotonic clock of some systems has not moved.
   */
  get sinceFrame(): number | null {
    if (!this.#lastFrame) return null
    const { clock } = this.#options
    return Math.max(clock.monotonic() - this.#lastFrame.monotonic, clock.now() - this.#lastFrame.wall)
  }

  /** The live stream has missed a heartbeat: not silent for long enough to be given up by itself. */
  get overdue(): boolean {
    return (this.sinceFrame ?? 0) > this.#heartbeatInterval * OVERDUE_HEARTBEATS
  }

  /** Starts an attempt; one under way is given up. Results come through the callbacks, never from this call. */
  open(): void {
    this.#abandonAttempt()
    const attempt = this.#attempt
    void this.#run(attempt)
  }

  close(): void {
    this.#abandonAttempt()
    this.#closeLive?.()
    this.#closeLive = null
    this.#lastFrame = null
    this.#options.clock.clearTimeout(this.#watchdog)
  }

  async #run(attempt: number): Promise<void> {
    const failure = await this.#options.prepare()
    if (attempt !== this.#attempt) return
    if (failure) return this.#fail(failure)
    const { url, filter } = this.#options.target()
    this.#openTimer = this.#options.clock.setTimeout(() => {
      this.#fail({ reason: 'timeout', unauthorized: false, retryAfter: null })
    }, this.#options.openTimeout)
    try {
      let live = false
      const close = openSse(this.#options.factory, url, this.#options.eventTypes, {
        onFrame: (frame) => {
          if (live) return this.#frame(frame)
          if (attempt !== this.#attempt || frame.name !== 'connected') return
          const connected = readConnected(frame.data)
          if (!connected) return this.#fail({ reason: 'bad_response', unauthorized: false, retryAfter: null })
          live = true
          this.#promote(close, connected)
          this.#options.onOpened(connected, filter)
        },
        onEnd: (status) => {
          if (live) this.#lose('closed')
          else if (attempt === this.#attempt) void this.#diagnose(attempt, status)
        },
      })
      this.#closeAttempt = close
    } catch (error) {
      const reason =
        error instanceof Error && error.message.startsWith('No EventSource') ? 'no_event_source' : 'network'
      this.#fail({ reason, unauthorized: false, retryAfter: null })
    }
  }

  async #diagnose(attempt: number, status: number | null): Promise<void> {
    const failure = await this.#options.diagnose(status)
    if (attempt === this.#attempt) this.#fail(failure)
  }

  #fail(failure: LinkFailure): void {
    this.#abandonAttempt()
    this.#options.onFailed(failure)
  }

  #promote(close: () => void, connected: ConnectedData): void {
    this.#attempt += 1
    this.#closeAttempt = null
    this.#options.clock.clearTimeout(this.#openTimer)
    this.#closeLive?.()
    this.#closeLive = close
    this.#heartbeatInterval = connected.heartbeatInterval
    this.#heard()
    this.#watch(this.#silenceLimit)
  }

  #abandonAttempt(): void {
    this.#attempt += 1
    this.#options.clock.clearTimeout(this.#openTimer)
    this.#closeAttempt?.()
    this.#closeAttempt = null
  }

  #frame(frame: Frame): void {
    this.#heard()
    this.#options.onFrame(frame)
  }

  #heard(): void {
    const { clock } = this.#options
    this.#lastFrame = { monotonic: clock.monotonic(), wall: clock.now() }
  }

  get #silenceLimit(): number {
    return this.#heartbeatInterval * SILENT_HEARTBEATS
  }

  #watch(delay: number): void {
    const { clock } = this.#options
    clock.clearTimeout(this.#watchdog)
    this.#watchdog = clock.setTimeout(() => {
      const left = this.#silenceLimit - (this.sinceFrame ?? Number.POSITIVE_INFINITY)
      if (left <= 0) this.#lose('silent')
      else this.#watch(left)
    }, delay)
  }

  #lose(reason: string): void {
    this.close()
    this.#options.onLost(reason)
  }
}

/** The frame's data is the documented object, bare or wrapped as an event. */
function readConnected(text: string): ConnectedData | null {
  const value = readFrameData(text)
  const result = connectedDataSchema.safeParse(value)
  return result.success ? result.data : null
}

/** Reads a frame's JSON; unwraps `{ eventType, data }`. `null` when it is not JSON. */
export function readFrameData(text: string): unknown {
  try {
    const value = parseJson(text)
    if (typeof value === 'object' && value !== null && 'eventType' in value && 'data' in value) {
      const timestamp = 'timestamp' in value ? { timestamp: value.timestamp } : {}
      return typeof value.data === 'object' ? { ...timestamp, ...value.data } : value.data
    }
    return value
  } catch {
    return null
  }
}
