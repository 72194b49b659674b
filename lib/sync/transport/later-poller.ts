import type { BreakerState } from '../status/status'
import type { Paging } from './paging'
import type { Poller, PollerOptions } from './poller'

/** A poller that is brought when polling begins, where it is not there from the beginning. */
export class LaterPoller {
  readonly #paging: Paging | (() => Promise<Paging>)
  readonly #options: PollerOptions
  #poller: Poller | null = null
  #wanted = false
  #timer: unknown = null

  constructor(paging: Paging | (() => Promise<Paging>), options: PollerOptions) {
    this.#paging = paging
    this.#options = options
    if (typeof paging !== 'function') this.#poller = new paging.Poller(options)
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
    const { clock, config } = this.#options
    const brought = await (this.#paging as () => Promise<Paging>)().catch(() => null)
    if (brought) this.#poller ??= new brought.Poller(this.#options)
    if (!this.#wanted) return
    if (this.#poller) this.#poller.start(troubled)
    else this.#timer = clock.setTimeout(() => void this.#bring(troubled), config.pollingInterval)
  }
}
