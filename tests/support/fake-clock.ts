import type { Clock } from '@/lib/sync/engine'

interface Timer {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

/** Time that moves only when told to; pending promises are let run between timers. */
export class FakeClock implements Clock {
  #monotonic = 0
  #wallOffset: number
  #order = 0
  readonly #timers = new Map<number, Timer>()

  constructor(start = Date.parse('2026-01-15T10:00:00Z')) {
    this.#wallOffset = start
  }

  now(): number {
    return this.#wallOffset + this.#monotonic
  }

  monotonic(): number {
    return this.#monotonic
  }

  setTimeout(run: () => void, delay: number): unknown {
    this.#order += 1
    // A real timer waits a millisecond at least; one for what rounding has left over would come again and again at one moment.
    const wait = delay > 0 ? Math.max(1, delay) : 0
    this.#timers.set(this.#order, { at: this.#monotonic + wait, order: this.#order, run })
    return this.#order
  }

  clearTimeout(timer: unknown): void {
    this.#timers.delete(timer as number)
  }

  get pendingTimers(): number {
    return this.#timers.size
  }

  /** The wall clock is set forward or back; timers do not notice. */
  jumpWall(milliseconds: number): void {
    this.#wallOffset += milliseconds
  }

  /** Runs everything that falls due in the next `milliseconds`, in order. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#monotonic + milliseconds
    await settle()
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#monotonic = Math.max(this.#monotonic, next.at)
      this.#timers.delete(next.order)
      next.run()
      await settle()
    }
    this.#monotonic = end
  }

  /** The machine sleeps: what fell due meanwhile runs once, all of it late. */
  async sleep(milliseconds: number): Promise<void> {
    this.#monotonic += milliseconds
    await this.advance(0)
  }

  #next(end: number): Timer | null {
    let first: Timer | null = null
    for (const timer of this.#timers.values()) {
      if (timer.at > end) continue
      if (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order)) first = timer
    }
    return first
  }
}

/** Lets everything run that waits for promises only. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
