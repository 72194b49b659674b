/** Times heard that are looked at together: one that came late does not decide. */
const SAMPLES = 5
/** A smaller difference nobody sees, and the road's delay makes it: milliseconds. */
const WORTH_MS = 2_000
/** The value told stays until it is wrong by this much, so that it does not change with every heartbeat. */
const STEADY_MS = 1_000

/** How far the server's clock is from this machine's, by the times with which the stream's own frames are sent. */
export class ServerClock {
  readonly #now: () => number
  #samples: number[] = []
  #offset = 0

  constructor(now: () => number) {
    this.#now = now
  }

  /** Milliseconds to add to this machine's clock; 0 while nothing is known and where both agree within 2 s. */
  get offset(): number {
    return this.#offset
  }

  /** @param timestamp the server's time at which a frame was sent that has come just now, ISO 8601 */
  hear(timestamp: string): void {
    this.#samples = [...this.#samples, Date.parse(timestamp) - this.#now()].slice(-SAMPLES)
    const sorted = [...this.#samples].sort((one, other) => one - other)
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0
    const worth = Math.abs(median) < WORTH_MS ? 0 : median
    if (Math.abs(worth - this.#offset) >= STEADY_MS) this.#offset = worth
  }

  /** This machine's time as the server's clock has it, milliseconds since 1970. */
  now(): number {
    return this.#now() + this.#offset
  }
}
