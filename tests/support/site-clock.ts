import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'

/** Given to Node with `-r`, to Electron likewise. */
export const MOVED_CLOCK = join(import.meta.dirname, 'moved-clock.cjs')

/** Moves one process, or the pages of one browser, on by so many milliseconds. */
type Move = (milliseconds: number) => Promise<unknown>

/**
 * The clock of a whole site: of its server, its stations' main processes and every page. An hour passes at once in all of
 * them, and whatever depends on age sees it: timers fall due, frames are overdue, sessions age.
 */
export class SiteClock {
  #ahead: number
  readonly #moves = new Map<object, Move>()

  private constructor(ahead: number) {
    this.#ahead = ahead
  }

  /** One that shows the next full `hour` of the day, UTC. */
  static at(hour: number): SiteClock {
    const then = new Date()
    then.setUTCHours(hour, 0, 0, 0)
    if (then.getTime() < Date.now()) then.setUTCDate(then.getUTCDate() + 1)
    return new SiteClock(then.getTime() - Date.now())
  }

  /** Milliseconds since 1970, as the site has it. */
  now(): number {
    return Date.now() + this.#ahead
  }

  /** For the environment of a process that is started now. */
  get environment(): Readonly<Record<string, string>> {
    return { AX_CLOCK_AHEAD: String(this.#ahead) }
  }

  /** A process that has been started on this clock. */
  follows(who: object, move: Move): void {
    this.#moves.set(who, move)
  }

  /** It has ended. */
  leave(who: object): void {
    this.#moves.delete(who)
  }

  /** The pages of a browser, those to come too; one that is open has to be loaded again. */
  async install(context: BrowserContext): Promise<void> {
    await context.clock.install({ time: this.now() })
    this.follows(context, (milliseconds) => context.clock.fastForward(milliseconds))
    context.once('close', () => this.leave(context))
  }

  async pass(minutes: number): Promise<void> {
    const milliseconds = minutes * 60_000
    this.#ahead += milliseconds
    await Promise.all([...this.#moves.values()].map((move) => move(milliseconds)))
  }
}
