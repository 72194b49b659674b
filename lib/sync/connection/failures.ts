import { isRefused, type RequestFailure } from '../transport/http'
import type { LinkFailure } from '../transport/stream-link'
import { type ConnectionEvent, NO_SUCH_SITE } from './machine'

/** Lost streams that say nothing of the server: polling it is no proof that streams work again. */
const OF_THE_STREAM_ALONE = new Set(['stream_blocked', 'no_event_source', 'silent', 'closed', 'dropped'])

/** A failure as the connection takes it. */
export interface Setback {
  readonly event: ConnectionEvent
  /** Milliseconds the server asked us to wait. */
  readonly retryAfter: number | null
}

/** Whether the server refuses our credentials: then trying again is no use, whatever it was that failed. */
function isUnauthorized(failure: LinkFailure | RequestFailure): boolean {
  return 'unauthorized' in failure ? failure.unauthorized : isRefused(failure)
}

/** @param otherwise what it is where the server does not refuse */
export function setbackOf(failure: LinkFailure | RequestFailure, otherwise: 'attempt_failed' | 'stream_lost'): Setback {
  if (isUnauthorized(failure)) return { event: { type: 'unauthorized' }, retryAfter: null }
  if (failure.reason === NO_SUCH_SITE) return { event: { type: 'no_such_site' }, retryAfter: null }
  return { event: { type: otherwise, reason: failure.reason }, retryAfter: failure.retryAfter }
}

/**
 * The log must be read again from a snapshot. A server that asks for it again and again is treated as a failing one.
 * @param delay milliseconds to wait before the snapshot
 */
export function resyncOf(reason: string, delay: number): Setback {
  const type = delay > 0 ? 'stream_lost' : 'resync'
  return { event: { type, reason: `reset_${reason}` }, retryAfter: delay > 0 ? delay : null }
}

/** Whether polling begins because the server is out of reach, rather than streams from it. */
export function isServerInTrouble(reason: string | null): boolean {
  return reason !== null && !OF_THE_STREAM_ALONE.has(reason)
}
