/** How many repairs a span of time allows before the cause must be shown instead. */
export interface RecoveryBudget {
  /** Takes one repair; `false` when none is left. */
  take(): boolean
  /** A person asked to try again: the past is forgotten. */
  reset(): void
}

/**
 * @param span milliseconds
 * @param now milliseconds that never go back
 */
export function recoveryBudget(repairs: number, span: number, now: () => number): RecoveryBudget {
  let taken: number[] = []
  return {
    take() {
      const at = now()
      taken = taken.filter((earlier) => at - earlier < span)
      if (taken.length >= repairs) return false
      taken.push(at)
      return true
    },
    reset() {
      taken = []
    },
  }
}
