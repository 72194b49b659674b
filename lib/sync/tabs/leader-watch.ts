import type { Clock } from '../ports/ports'

/** Between two pings of a follower, milliseconds. */
const PING_INTERVAL = 2_000
/** Pings without an answer after which the leader's word is no longer taken for current. */
const SUSPECT_AFTER = 2
/** Pings without an answer after which the lead is taken from it; up to two more by chance, so that one tab is first. */
const SEIZE_AFTER = 3

/** Within which a leader that lives answers somebody who waits, milliseconds. */
const ANSWER_AT_ONCE = 1_000

export interface LeaderWatchOptions {
  readonly clock: Clock
  readonly random: () => number
  ping(): void
  /** The leader does not answer. */
  onSuspected(): void
  onSeize(): void
}

/**
 * Notices a leader that hangs. It counts unanswered pings, not time: a follower that slept or was throttled has asked
 * nothing meanwhile and must not depose a healthy leader on waking.
 */
export class LeaderWatch {
  readonly #options: LeaderWatchOptions
  #timer: unknown = null
  #unanswered = 0
  #limit = SEIZE_AFTER
  #running = false
  #answers = 0
  #hurried: unknown = null

  constructor(options: LeaderWatchOptions) {
    this.#options = options
  }

  get suspected(): boolean {
    return this.#unanswered >= SUSPECT_AFTER
  }

  start(): void {
    this.stop()
    this.#running = true
    this.#unanswered = 0
    this.#limit = SEIZE_AFTER + Math.floor(this.#options.random() * 3)
    this.#ask()
  }

  /** A person looks at this tab now: a leader that does not answer within a moment is a hidden tab that was put to sleep. */
  hurry(): void {
    if (!this.#running) return
    const { clock, ping, onSeize } = this.#options
    clock.clearTimeout(this.#hurried)
    const before = this.#answers
    ping()
    this.#hurried = clock.setTimeout(() => {
      if (this.#running && this.#answers === before) onSeize()
    }, ANSWER_AT_ONCE)
  }

  /** The leader said something, whatever it was. */
  heard(): void {
    this.#unanswered = 0
    this.#answers += 1
  }

  stop(): void {
    this.#running = false
    this.#options.clock.clearTimeout(this.#hurried)
    this.#options.clock.clearTimeout(this.#timer)
  }

  #ask(): void {
    const { clock, ping, onSuspected, onSeize } = this.#options
    ping()
    this.#timer = clock.setTimeout(() => {
      if (!this.#running) return
      this.#unanswered += 1
      if (this.#unanswered > this.#limit) {
        this.#unanswered = 0
        onSeize()
      } else if (this.suspected) onSuspected()
      if (this.#running) this.#ask()
    }, PING_INTERVAL)
  }
}
