import { useId, useState } from 'react'
import type { LogEntry } from '../../manager-api'
import { clock, type Tone } from './words'

const LEVELS: readonly LogEntry['level'][] = ['debug', 'info', 'warn', 'error']
const TONES: Record<LogEntry['level'], Tone | undefined> = { debug: 'dim', info: undefined, warn: 'warn', error: 'bad' }

/** What the engine has to say, newest first, from a level upwards. */
export function LogView({ log }: { readonly log: readonly LogEntry[] }) {
  const [least, setLeast] = useState<LogEntry['level']>('info')
  const field = useId()
  const shown = log.filter((entry) => LEVELS.indexOf(entry.level) >= LEVELS.indexOf(least)).reverse()
  return (
    <section aria-label="Log" className="axsync-wide">
      <div className="axsync-row">
        <h3>Log</h3>
        <span className="axsync-grow" />
        <label htmlFor={field}>From level</label>
        <select id={field} value={least} onChange={(change) => setLeast(change.target.value as LogEntry['level'])}>
          {LEVELS.map((level) => (
            <option key={level}>{level}</option>
          ))}
        </select>
      </div>
      {shown.length === 0 ? (
        <p className="axsync-dim">Nothing was logged at this level.</p>
      ) : (
        <ol className="axsync-scroll">
          {shown.map((entry, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: counted from the oldest, so an entry keeps its place
            <li key={shown.length - at} className="axsync-line">
              <time dateTime={entry.at}>{clock(entry.at)}</time>
              <span data-tone={TONES[entry.level]}>{entry.level}</span>
              <span>{entry.message}</span>
              {entry.detail && <code className="axsync-dim">{JSON.stringify(entry.detail)}</code>}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
