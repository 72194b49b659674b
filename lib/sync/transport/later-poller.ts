import type { Later } from '../ports/later'
import type { Clock } from '../ports/ports'
import type { BreakerState } from '../status/status'
import type { PageParts, Paging } from './paging'

interface LaterPollerOptions {
  readonly pages: Later<Paging, PageParts>
  readonly clock: Clock
  readonly pollingInterval: number
}

/** A poller that is brought when polling begins, where it is not there from the beginning. */
export class LaterPoller {
  readonly #options: LaterPollerOptions
  #wanted = false
  #timer: unknown = null

  constructor(options: LaterPollerOptions) {
    this.#options = options
  }

  get #poller() {
    return this.#options.pages.here?.poller
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
    const { pages, clock, pollingInterval } = this.#options
    await pages.bring().catch(() => undefined)
    if (!this.#wanted) return
    if (this.#poller) this.#poller.start(troubled)
    else this.#timer = clock.setTimeout(() => void this.#bring(troubled), pollingInterval)
  }
}
