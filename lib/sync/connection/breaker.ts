import type { SyncConfig } from '../config'
import type { BreakerState } from '../status/status'

export type BreakerConfig = Pick<SyncConfig, 'breakerThreshold' | 'breakerCooldown'>

/** Circuit breaker of the poller as one immutable value; times from the monotonic clock, milliseconds. */
export interface Breaker {
  readonly state: BreakerState
  readonly failures: number
  /** When an open breaker lets one probe through. */
  readonly probeAt: number | null
}

export const CLOSED_BREAKER: Breaker = { state: 'closed', failures: 0, probeAt: null }

/** Whether a request may leave now; an open breaker whose time is up becomes half open and lets one through. */
export function tryPass(breaker: Breaker, now: number): { readonly breaker: Breaker; readonly allowed: boolean } {
  if (breaker.state !== 'open') return { breaker, allowed: true }
  if (breaker.probeAt === null || now < breaker.probeAt) return { breaker, allowed: false }
  return { breaker: { ...breaker, state: 'half_open' }, allowed: true }
}

export function recordSuccess(): Breaker {
  return CLOSED_BREAKER
}

export function recordFailure(breaker: Breaker, now: number, config: BreakerConfig): Breaker {
  const failures = breaker.failures + 1
  if (breaker.state === 'closed' && failures < config.breakerThreshold) return { ...breaker, failures }
  return { state: 'open', failures, probeAt: now + config.breakerCooldown }
}
