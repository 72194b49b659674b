import type { Clock } from '../ports/ports'
import type { BreakerState } from '../status/status'
import type { Paging } from './paging'
import type { Poller } from './poller'

interface LaterPollerOptions {
  readonly paging: Paging | (() => Promise<Paging>)
  readonly clock: Clock
  readonly pollingInterval: number
  make(brought: Paging): Poller
}

/** A poller that is brought when polling begins, where it is not there from the beginning. */
export class LaterPoller {
  readonly #options: LaterPollerOptions
  #poller: Poller | null = null
  #wanted = false
  #timer: unknown = null

  constructor(options: LaterPollerOptions) {
    this.#options = options
    const { paging, make } = options
    if (typeof paging !== 'function') this.#poller = make(paging)
  }

  get breaker(): BreakerState {
    return this.#poller?.breaker ?? 'closed'
  }

  get probeAt(): number | null {
    return this.#poller?.probeAt ?? null
  }

  start(troubled: boolean): void {
    this.#wanted = true
    if (this.#poller) this.#poller.start(troubled)
    else void this.#bring(troubled)
  }

  stop(): void {
    this.#wanted = false
    this.#options.clock.clearTimeout(this.#timer)
    this.#poller?.stop()
  }

  pollNow(): void {
    this.#poller?.pollNow()
  }

  /** Where it does not come, nothing could be asked for either: it is tried again as a poll would be. */
  async #bring(troubled: boolean): Promise<void> {
    const { paging, clock, pollingInterval, make } = this.#options
    const brought = await (paging as () => Promise<Paging>)().catch(() => null)
    if (brought) this.#poller ??= make(brought)
    if (!this.#wanted) return
    if (this.#poller) this.#poller.start(troubled)
    else this.#timer = clock.setTimeout(() => void this.#bring(troubled), pollingInterval)
  }
}
