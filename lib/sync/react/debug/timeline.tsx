import { memo } from 'react'
import type { ConnectionMoment } from '../../connection/history'
import type { ConnectionState } from '../types'
import { clock, duration, STATE_TONES } from './words'

/** Milliseconds the picture reaches back. */
const REACH = 10 * 60_000
/** Most rows; older ones are in the log. */
const ROWS = 100

/** How high a state stands in the picture: the better, the higher, so that colour is not needed to read it. */
const HEIGHTS: Record<ConnectionState, number> = {
  connected: 1,
  polling_fallback: 0.7,
  connecting: 0.45,
  reconnecting: 0.45,
  error: 0.25,
  disconnected: 0.12,
}

/** How the connection came to be as it is: a picture of the last minutes, and every step of it, newest first. */
export function Timeline({ history, now }: { readonly history: readonly ConnectionMoment[]; readonly now: number }) {
  const moments = history.slice(-ROWS).reverse()
  return (
    <section aria-label="History" className="axsync-history">
      <h3>History</h3>
      {moments.length === 0 ? (
        <p className="axsync-dim">Nothing has happened yet.</p>
      ) : (
        <>
          <Strip history={history} now={now} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard */}
          <section className="axsync-scroll axsync-short" aria-label="Steps of the connection" tabIndex={0}>
            <ol>
              {moments.map((moment, at) => (
                <Step
                  // biome-ignore lint/suspicious/noArrayIndexKey: counted from the oldest, so that a row keeps its place
                  key={`${moment.at} ${moments.length - at}`}
                  moment={moment}
                  // The present state's length changes each second; it alone is drawn anew.
                  lasted={(moments[at - 1] ? Date.parse(moments[at - 1]?.at ?? '') : now) - Date.parse(moment.at)}
                />
              ))}
            </ol>
          </section>
        </>
      )}
    </section>
  )
}

const Step = memo(function Step({ moment, lasted }: { readonly moment: ConnectionMoment; readonly lasted: number }) {
  return (
    <li className="axsync-line">
      <time dateTime={moment.at}>{clock(moment.at)}</time>
      <span className="axsync-state" data-tone={STATE_TONES[moment.state]}>
        {moment.state}
      </span>
      {moment.reason && <span className="axsync-dim">{moment.reason}</span>}
      <span className="axsync-grow" />
      <span className="axsync-dim">{duration(Math.max(0, lasted))}</span>
    </li>
  )
})

function Strip({ history, now }: { readonly history: readonly ConnectionMoment[]; readonly now: number }) {
  const from = Math.max(now - REACH, Date.parse(history[0]?.at ?? ''))
  const reach = Math.max(1, now - from)
  const parts = history.flatMap((moment, at) => {
    const start = Math.max(from, Date.parse(moment.at))
    const end = at + 1 < history.length ? Date.parse(history[at + 1]?.at ?? '') : now
    return end > from ? [{ state: moment.state, x: (start - from) / reach, width: (end - start) / reach }] : []
  })
  return (
    <div className="axsync-strip" aria-hidden="true">
      <svg viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
        {parts.map(({ state, x, width }, at) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
            key={at}
            data-tone={STATE_TONES[state]}
            x={x * 100}
            width={Math.max(0.4, width * 100)}
            y={20 - HEIGHTS[state] * 20}
            height={HEIGHTS[state] * 20}
            fill="currentColor"
          />
        ))}
      </svg>
      <span className="axsync-dim">{duration(reach)} ago</span>
      <span className="axsync-dim">now</span>
    </div>
  )
}
