import { setImmediate as nextTurn } from 'node:timers/promises'
import { RateLimiterMemory } from 'rate-limiter-flexible'

type Turn = () => Promise<void>

/**
 * How much of the log each account may have read to it, and when. One piece is read at a time, the accounts in turn, and
 * everything else of the server goes on between: however many catch up, none waits for more than a piece.
 */
export class CatchUps {
  /** Accounts with pieces to read; the next one is first. */
  private readonly waiting = new Map<string, Turn[]>()
  private reading = false
  private readonly spent: RateLimiterMemory

  /**
   * @param perMinute what one account may have read to it in a minute, in events; beyond it a snapshot is cheaper. The piece that
   * reaches it is still read: however little it is, and however large a piece, everybody gets on.
   */
  constructor(perMinute: number) {
    this.spent = new RateLimiterMemory({ points: perMinute, duration: 60 })
  }

  /** Reads a piece when it is the account's turn. */
  inTurn<T>(account: string, read: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const turn = () => read().then(resolve, reject)
      const line = this.waiting.get(account)
      if (line) line.push(turn)
      else this.waiting.set(account, [turn])
      if (!this.reading) void this.readOn()
    })
  }

  /** Where the account has had its share: the milliseconds until it may have more; otherwise `null`. */
  async refusal(account: string): Promise<number | null> {
    const spent = await this.spent.get(account)
    return spent && spent.consumedPoints >= this.spent.points ? spent.msBeforeNext : null
  }

  /** Counts what was read to the account. */
  async count(account: string, weight: number): Promise<void> {
    await this.spent.penalty(account, weight)
  }

  private async readOn(): Promise<void> {
    this.reading = true
    for (const [account, line] of this.waiting) {
      // To the end of the line: every other has its turn before this one's next.
      this.waiting.delete(account)
      const turn = line.shift()
      if (line.length > 0) this.waiting.set(account, line)
      await turn?.()
      await nextTurn()
    }
    this.reading = false
  }
}
