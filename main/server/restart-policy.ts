/** Milliseconds. */
const FIRST_DELAY = 1_000
const LONGEST_DELAY = 30_000
const RESTARTS = 5
const SPAN = 10 * 60_000
/** A station nobody attends tries again by itself, seldom enough not to fill the log. */
const AFTER_FAILURE = 5 * 60_000

export interface RestartDecision {
  readonly delay: number
  /** The budget is spent: say so on the screen while waiting. */
  readonly failed: boolean
}

/**
 * When to start a server that ended: five times in ten minutes with growing delays, then every five minutes.
 *
 * @param ends when it ended before, milliseconds on a clock that never goes back, this end included
 */
export function restartDecision(ends: readonly number[], now: number): RestartDecision {
  const recent = ends.filter((end) => now - end < SPAN).length
  if (recent > RESTARTS) return { delay: AFTER_FAILURE, failed: true }
  return { delay: Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** Math.max(0, recent - 1)), failed: false }
}
