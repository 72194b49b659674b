import type { SyncConfig } from '../config'
import type { Clock } from '../ports/ports'
import { backoffDelay, jittered } from './backoff'
import type { Setback } from './failures'
import {
  type Connection,
  type ConnectionEvent,
  type ConnectionEventType,
  type Effect,
  INITIAL_CONNECTION,
  isRefusal,
  transition,
} from './machine'

/** A stream that lived this long lets earlier failures be forgotten, milliseconds. */
const STABLE_AFTER = 10_000

/** After how long refused credentials are tried once more, milliseconds: a slip of the server is over by then. */
const FIRST_RECHECK = 60_000
/** And from then on. */
const RECHECK_INTERVAL = 300_000

/** What the driver makes happen in the world. Timers are its own. */
export type Actions = Record<
  Exclude<Effect, 'schedule_retry' | 'schedule_sse_retry' | 'schedule_recheck' | 'give_up' | 'stop_all'>,
  () => void
>

export interface DriverOptions {
  readonly clock: Clock
  readonly random: () => number
  readonly config: SyncConfig
  readonly actions: Actions
  onChange(before: Connection, after: Connection, event: ConnectionEventType): void
}

/** Runs the transition table: keeps the present connection, its timers, and carries out effects in order. */
export class ConnectionDriver {
  readonly #options: DriverOptions
  #connection: Connection = INITIAL_CONNECTION
  #retryTimer: unknown = null
  #stableTimer: unknown = null
  #nextRetryAt: number | null = null
  #retryAfter: number | null = null
  /** Attempts in a row that failed since there was a stream. */
  #failed = 0

  constructor(options: DriverOptions) {
    this.#options = options
  }

  get connection(): Connection {
    return this.#connection
  }

  /** Wall-clock time of the next attempt or SSE retry, milliseconds since 1970. */
  get nextRetryAt(): number | null {
    return this.#nextRetryAt
  }

  /** Whether requests may leave at all: not after disconnect, not while the server refuses the credentials or has no such site. */
  get mayRequest(): boolean {
    const { state, reason } = this.#connection
    return state !== 'disconnected' && !isRefusal(reason)
  }

  suffer({ event, retryAfter }: Setback): void {
    this.dispatch(event, retryAfter)
  }

  /** @param retryAfter milliseconds the server asked us to wait before the next attempt */
  dispatch(event: ConnectionEvent, retryAfter: number | null = null): void {
    this.#retryAfter = retryAfter
    if (event.type === 'attempt_failed') this.#failed += 1
    else if (event.type === 'stream_opened') this.#failed = 0
    const before = this.#connection
    const { connection, effects } = transition(before, event, this.#options.config)
    if (connection === before && effects.length === 0) return
    this.#connection = connection
    if (connection.attempts === 0) this.#failed = 0
    this.#watchStability(event.type)
    for (const effect of effects) this.#carryOut(effect)
    this.#options.onChange(before, connection, event.type)
    if (effects.includes('give_up')) this.dispatch({ type: 'attempts_exhausted' })
  }

  #carryOut(effect: Effect): void {
    const { actions, config, random } = this.#options
    switch (effect) {
      case 'schedule_retry': {
        // Who had a stream knows that there is a server, behind a balancer another one: what failed before it says nothing.
        const delay = backoffDelay(this.#failed, config, random)
        this.#schedule('retry_due', Math.max(delay, this.#retryAfter ?? 0))
        break
      }
      case 'schedule_sse_retry': {
        const delay = jittered(config.sseRetryInterval, config.pollingJitter, random)
        this.#schedule('sse_retry_due', Math.max(delay, this.#retryAfter ?? 0))
        break
      }
      case 'schedule_recheck': {
        if (!config.autoReconnect) break
        const interval = this.#connection.refusals > 1 ? RECHECK_INTERVAL : FIRST_RECHECK
        this.#schedule('recheck_due', jittered(interval, config.pollingJitter, random))
        break
      }
      case 'give_up':
        break
      case 'stop_all':
        this.#unschedule()
        actions.close_stream()
        actions.stop_polling()
        break
      case 'open_stream':
        this.#unschedule()
        actions.open_stream()
        break
      case 'stop_polling':
        this.#unschedule()
        actions.stop_polling()
        break
      default:
        actions[effect]()
    }
  }

  #schedule(type: 'retry_due' | 'sse_retry_due' | 'recheck_due', delay: number): void {
    this.#unschedule()
    const { clock } = this.#options
    this.#nextRetryAt = clock.now() + delay
    this.#retryTimer = clock.setTimeout(() => {
      this.#nextRetryAt = null
      this.dispatch({ type })
    }, delay)
  }

  #unschedule(): void {
    this.#options.clock.clearTimeout(this.#retryTimer)
    this.#nextRetryAt = null
  }

  #watchStability(event: ConnectionEventType): void {
    const { clock } = this.#options
    if (event !== 'stream_opened' && this.#connection.state === 'connected') return
    clock.clearTimeout(this.#stableTimer)
    if (this.#connection.state !== 'connected') return
    this.#stableTimer = clock.setTimeout(() => this.dispatch({ type: 'stream_stable' }), STABLE_AFTER)
  }
}
