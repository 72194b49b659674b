import { type Clock, systemClock } from '@/lib/sync/engine'

/** A shift's time: it begins hours before now and passes with what people do, while timers run as they do. */
export class ShiftClock implements Clock {
  #behind: number

  /** @param hours how long the shift is */
  constructor(hours: number) {
    this.#behind = hours * 3_600_000
  }

  /** Milliseconds until the shift is over. */
  get left(): number {
    return this.#behind
  }

  pass(milliseconds: number): void {
    this.#behind = Math.max(0, this.#behind - milliseconds)
  }

  readonly now = (): number => Date.now() - this.#behind
  readonly monotonic = (): number => systemClock.monotonic()
  readonly setTimeout: Clock['setTimeout'] = (run, delay) => systemClock.setTimeout(run, delay)
  readonly clearTimeout: Clock['clearTimeout'] = (timer) => systemClock.clearTimeout(timer)
}
