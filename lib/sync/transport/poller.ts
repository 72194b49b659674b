import type { SyncConfig } from '../config'
import { backoffDelay, jittered } from '../connection/backoff'
import { type Breaker, CLOSED_BREAKER, recordFailure, recordSuccess, tryPass } from '../connection/breaker'
import type { Clock } from '../ports/ports'
import type { BreakerState } from '../status/status'
import type { RequestFailure } from './http'

/** A moment on both clocks, milliseconds. */
export interface Moment {
  readonly monotonic: number
  readonly wall: number
}

/** What became of one poll. `more`: the next page should be fetched at once. `asOf`: when the server was asked. */
export type PollOutcome =
  | { readonly kind: 'answered'; readonly more: boolean; readonly asOf: Moment }
  | { readonly kind: 'failed'; readonly failure: RequestFailure }
  /** The cursor is void, or far behind; the next poll, after `delay` milliseconds, begins with a snapshot. */
  | { readonly kind: 'void'; readonly delay: number }
  | { readonly kind: 'abandoned' }

export interface PollerOptions {
  readonly clock: Clock
  readonly random: () => number
  readonly config: SyncConfig
  /** Fetches and takes one page; resolves when its events are durable. */
  poll(signal: AbortSignal): Promise<PollOutcome>
  onAnswered(asOf: Moment): void
  /** The server answers again after it did not: a stream may work again, too. */
  onServerBack(): void
  onFailed(failure: RequestFailure): void
  onBreaker(state: BreakerState): void
}

/** Asks for pages at intervals, behind a circuit breaker: the first at once, further ones while there are more. */
export class Poller {
  readonly #options: PollerOptions
  #breaker: Breaker = CLOSED_BREAKER
  #timer: unknown = null
  #abort: AbortController | null = null
  #running = false
  #again = false
  #troubled = false
  #probeAt: number | null = null

  constructor(options: PollerOptions) {
    this.#options = options
  }

  get active(): boolean {
    return this.#running
  }

  get breaker(): BreakerState {
    return this.#breaker.state
  }

  /** When the open breaker lets one request through, milliseconds since 1970; `null` while it is not open. */
  get probeAt(): number | null {
    return this.#probeAt
  }

  /** @param troubled the server itself was out of reach, rather than streams from it */
  start(troubled: boolean): void {
    if (this.#running) return
    this.#running = true
    this.#troubled = troubled
    this.pollNow()
  }

  stop(): void {
    this.#running = false
    this.#options.clock.clearTimeout(this.#timer)
    this.#abort?.abort()
    this.#abort = null
    this.#setBreaker(CLOSED_BREAKER)
  }

  /** Polls now; while a poll is under way, once more after it. */
  pollNow(): void {
    if (!this.#running) return
    this.#options.clock.clearTimeout(this.#timer)
    if (this.#abort) this.#again = true
    else void this.#run()
  }

  async #run(): Promise<void> {
    const { clock, config } = this.#options
    const { breaker, allowed } = tryPass(this.#breaker, clock.monotonic())
    this.#setBreaker(breaker)
    if (!allowed) return this.#schedule(Math.max(0, (breaker.probeAt ?? 0) - clock.monotonic()))

    const abort = new AbortController()
    this.#abort = abort
    this.#again = false
    const outcome = await this.#options.poll(abort.signal)
    if (this.#abort !== abort) return
    this.#abort = null
    if (outcome.kind === 'failed') {
      this.#setBreaker(recordFailure(this.#breaker, clock.monotonic(), config))
      this.#troubled = true
      this.#options.onFailed(outcome.failure)
      if (this.#running) this.#schedule(Math.max(this.#untilNextTry(), outcome.failure.retryAfter ?? 0))
      return
    }
    if (outcome.kind === 'answered') {
      this.#setBreaker(recordSuccess())
      this.#options.onAnswered(outcome.asOf)
      if (this.#troubled) this.#options.onServerBack()
      this.#troubled = false
    }
    if (!this.#running) return
    if (outcome.kind === 'void') return this.#schedule(outcome.delay)
    const atOnce = this.#again || (outcome.kind === 'answered' && outcome.more)
    this.#schedule(atOnce ? 0 : this.#interval())
  }

  #interval(): number {
    const { config, random } = this.#options
    return jittered(config.pollingInterval, config.pollingJitter, random)
  }

  /** A server that does not answer is asked more often than one that does: people wait for it to be back. */
  #untilNextTry(): number {
    const { config, random, clock } = this.#options
    const { state, probeAt, failures } = this.#breaker
    if (state === 'open' && probeAt !== null) return Math.max(0, probeAt - clock.monotonic())
    return Math.min(this.#interval(), backoffDelay(failures, config, random))
  }

  #schedule(delay: number): void {
    this.#options.clock.clearTimeout(this.#timer)
    this.#timer = this.#options.clock.setTimeout(() => void this.#run(), delay)
  }

  #setBreaker(breaker: Breaker): void {
    const changed = breaker.state !== this.#breaker.state
    this.#breaker = breaker
    if (!changed) return
    const { clock } = this.#options
    const open = breaker.state === 'open' && breaker.probeAt !== null
    // Fixed when it opens: worked out anew each time, two clocks would make it wander.
    this.#probeAt = open ? clock.now() + (breaker.probeAt - clock.monotonic()) : null
    this.#options.onBreaker(breaker.state)
  }
}
