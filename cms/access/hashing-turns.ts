/** Passwords that are hashed at the same time: each keeps a core busy for a tenth of a second and more. */
const AT_ONCE = 2
/** Who may wait for a turn; more are sent away. */
const MOST_WAITING = 20
/** A turn that is never given back ends after this time. */
const LONGEST_MS = 15_000

/** Turns at something costly, in the order of asking. */
export class Turns {
  private taken = 0
  private readonly waiting: (() => void)[] = []

  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
  ) {}

  /** Resolves with what ends the turn, when it has come; `null` at once where too many wait. */
  async take(): Promise<(() => void) | null> {
    if (this.taken >= this.atOnce) {
      if (this.waiting.length >= this.mostWaiting) return null
      // The turn that ends is handed to the next in line.
      await new Promise<void>((resolve) => this.waiting.push(resolve))
    } else this.taken += 1
    let ended = false
    const end = () => {
      if (ended) return
      ended = true
      clearTimeout(timer)
      const next = this.waiting.shift()
      if (next) next()
      else this.taken -= 1
    }
    const timer = setTimeout(end, LONGEST_MS)
    timer.unref()
    return end
  }
}

export const hashingTurns = new Turns(AT_ONCE, MOST_WAITING)
