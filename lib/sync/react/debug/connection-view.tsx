import type { DebugSnapshot } from './debug-source'
import { bytes, clock, duration, STATE_TONES } from './words'

/** Where the connection stands: cursor, breaker, countdown to the next attempt. */
export function ConnectionView({ snapshot, now }: { readonly snapshot: DebugSnapshot; readonly now: number }) {
  const { status, metrics } = snapshot
  const wait = status.nextRetryAt ? Math.max(0, Date.parse(status.nextRetryAt) - now) : null
  return (
    <section aria-label="Connection">
      <h3>Connection</h3>
      <dl>
        <dt>Transport</dt>
        <dd>{status.transport ?? 'none'}</dd>
        <dt>Reason</dt>
        <dd>{status.reason ?? 'none'}</dd>
        <dt>Next attempt</dt>
        <dd>{wait === null ? 'none due' : `in ${duration(wait)}`}</dd>
        <dt>Failures in a row</dt>
        <dd>{status.attempts}</dd>
        <dt>Circuit breaker</dt>
        <dd data-tone={status.breaker === 'closed' ? undefined : 'warn'}>{status.breaker.replace('_', ' ')}</dd>
        <dt>Cursor</dt>
        <dd>{status.cursor ? `${status.cursor.seq} of ${status.head ?? 'unknown'}` : 'none'}</dd>
        <dt>Log</dt>
        <dd>{status.cursor?.epoch ?? 'unknown'}</dd>
        <dt>Waiting to be sent</dt>
        <dd>{status.pendingCommands}</dd>
        <dt>Storage</dt>
        <dd>{bytes(metrics?.storageBytes ?? null)}</dd>
      </dl>
    </section>
  )
}

/** How the connection came to be as it is, newest first. */
export function Timeline({ snapshot }: { readonly snapshot: DebugSnapshot }) {
  const moments = [...snapshot.history].reverse()
  return (
    <section aria-label="History">
      <h3>History</h3>
      {moments.length === 0 && <p className="axsync-dim">Nothing has happened yet.</p>}
      <ol className={moments.length > 0 ? 'axsync-scroll' : undefined}>
        {moments.map((moment) => (
          <li key={`${moment.at} ${moment.state}`} className="axsync-line">
            <time dateTime={moment.at}>{clock(moment.at)}</time>
            <span className="axsync-state" data-tone={STATE_TONES[moment.state]}>
              {moment.state}
            </span>
            {moment.reason && <span className="axsync-dim">{moment.reason}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}
