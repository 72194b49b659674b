import type { DebugSnapshot } from '../../debug/debug-feed'
import { bytes, countdown, number } from './words'

/** Where the connection stands: cursor, breaker, countdown to the next attempt. */
export function ConnectionView({ snapshot, now }: { readonly snapshot: DebugSnapshot; readonly now: number }) {
  const { status } = snapshot
  const probe = countdown(status.breakerProbeAt, now)
  const breaker = status.breaker.replace('_', ' ')
  return (
    <section aria-label="Connection">
      <h3>Connection</h3>
      <dl>
        <dt>Transport</dt>
        <dd>{status.transport ?? 'none'}</dd>
        <dt>Reason</dt>
        <dd data-tone={status.reason ? 'warn' : undefined}>{status.reason ?? 'none'}</dd>
        <dt>{status.transport === 'polling' ? 'Stream retry' : 'Next attempt'}</dt>
        <dd>{countdown(status.nextRetryAt, now) ?? 'none due'}</dd>
        <dt>Failures in a row</dt>
        <dd>{status.attempts}</dd>
        <dt>Circuit breaker</dt>
        <dd data-tone={status.breaker === 'closed' ? undefined : 'warn'}>
          {probe ? `${breaker}, probe ${probe}` : breaker}
        </dd>
        <dt>Cursor</dt>
        <dd>{status.cursor ? `${status.cursor.seq} of ${status.head ?? 'unknown'}` : 'none'}</dd>
        <dt>Log</dt>
        <dd>{status.cursor?.epoch ?? 'unknown'}</dd>
        {status.journalRecovered && (
          <>
            <dt>Begun anew</dt>
            <dd data-tone="bad">{status.journalRecovered.reason}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

/** What is kept here and what it takes. */
export function StorageView({ snapshot }: { readonly snapshot: DebugSnapshot }) {
  return (
    <section aria-label="Storage">
      <h3>Storage</h3>
      <dl>
        {snapshot.storage.map(({ name, bytes: size, count }) => (
          <div key={name} className="axsync-pair">
            <dt>{name}</dt>
            <dd>{[count === null ? '' : number(count), bytes(size)].filter(Boolean).join(' · ') || 'unknown'}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
