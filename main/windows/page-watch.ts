import type { PageRecovery } from '@/preload/contract'
import { type RecoveryBudget, recoveryBudget } from './recovery-budget'

const REPAIRS = 3
const REPAIR_SPAN = 10 * 60_000
/** A page draws its first screen well within this. */
const FIRST_SIGN = 30_000
/** Signs come every 5 s; three missed ones are a hung or white page. */
const NEXT_SIGN = 20_000

/** Main wakes so much late only where the whole machine slept, or main hung itself: the page was not heard, whatever it said. */
const ASLEEP = 5_000

/** What a sign of life says: whether the page has drawn anything. */
export interface PageSign {
  readonly drawn: boolean
}

export interface PageWatchOptions {
  readonly reload: () => void
  /** The budget is spent: show the reason and a way to try again. */
  readonly giveUp: (reason: PageRecovery['reason']) => void
  readonly note: (recovery: PageRecovery) => void
  readonly clock: {
    now(): number
    monotonic(): number
    setTimeout(run: () => void, delay: number): unknown
    clearTimeout(timer: unknown): void
  }
}

/**
 * Keeps the page alive: a crashed, hung or white page is loaded again, at most three times in ten minutes; then the
 * person sees why. Loading begins a watch; signs of life feed it.
 */
export class PageWatch {
  readonly #options: PageWatchOptions
  readonly #budget: RecoveryBudget
  #timer: unknown = null
  #lastSign: PageSign | null = null
  #resting = true

  constructor(options: PageWatchOptions) {
    this.#options = options
    this.#budget = recoveryBudget(REPAIRS, REPAIR_SPAN, () => options.clock.monotonic())
  }

  /** The page begins to load. */
  loading(): void {
    this.#resting = false
    this.#lastSign = null
    this.#arm(FIRST_SIGN)
  }

  sign(sign: PageSign): void {
    if (this.#resting) return
    this.#lastSign = sign
    // An empty page is given the time of a first sign from when it was last seen drawn, and no more.
    if (sign.drawn) this.#arm(NEXT_SIGN)
  }

  crashed(detail: string): void {
    this.#repair('crashed', detail)
  }

  hung(detail: string): void {
    this.#repair('hung', detail)
  }

  /** A person pressed "Try again". */
  retry(): void {
    this.#budget.reset()
    this.#options.reload()
  }

  /** Nothing is expected of the page any more: the recovery page is shown, or the station quits. */
  rest(): void {
    this.#resting = true
    this.#options.clock.clearTimeout(this.#timer)
  }

  #arm(delay: number): void {
    const { clock } = this.#options
    clock.clearTimeout(this.#timer)
    const due = clock.monotonic() + delay
    this.#timer = clock.setTimeout(() => {
      if (clock.monotonic() - due > ASLEEP) return this.#arm(delay)
      const white = this.#lastSign !== null && !this.#lastSign.drawn
      this.#repair(white ? 'white' : 'hung', `no drawn page for ${delay} ms`)
    }, delay)
  }

  #repair(reason: PageRecovery['reason'], detail: string): void {
    if (this.#resting) return
    this.rest()
    this.#options.note({ at: new Date(this.#options.clock.now()).toISOString(), reason, detail })
    if (this.#budget.take()) this.#options.reload()
    else this.#options.giveUp(reason)
  }
}
