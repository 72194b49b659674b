import { setbackOf } from '../connection/failures'
import type { PollerOptions } from '../transport/poller'
import type { Rows, Told } from './reactions'

/** What polling tells, and what that does to the other parts. Comes with what polls. */
export const POLLER_REACTIONS: Rows<Told<PollerOptions>> = {
  onAnswered: ({ status }, asOf) => status.polled(asOf),
  onServerBack: ({ driver }) => driver.dispatch({ type: 'sse_retry_due' }),
  onFailed({ log, driver, status }, failure) {
    log.add('warn', 'A poll failed', { reason: failure.reason })
    const { event } = setbackOf(failure, 'attempt_failed')
    if (event.type === 'attempt_failed') status.update()
    else driver.dispatch(event)
  },
  onBreaker({ log }, state) {
    if (state !== 'closed') log.add('warn', `Circuit breaker ${state}`)
  },
}
