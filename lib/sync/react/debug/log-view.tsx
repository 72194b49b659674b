import { memo, useId, useMemo, useState } from 'react'
import type { LogEntry } from '../../ports/ports'
import { Inspector } from './inspector'
import { RowList } from './row-list'
import { fineClock, LEVEL_TONES, LEVELS, number } from './words'

const keys = new WeakMap<LogEntry, string>()
let named = 0

/** Entries have no name of their own; one that is still there keeps the one it was given. */
function keyOf(entry: LogEntry): string {
  const known = keys.get(entry) ?? `log ${++named}`
  keys.set(entry, known)
  return known
}

/** What the engine has to say, newest first, from a level upwards. */
export const LogView = memo(function LogView({ log }: { readonly log: readonly LogEntry[] }) {
  const [least, setLeast] = useState<LogEntry['level']>('info')
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<LogEntry | null>(null)
  const id = useId()
  const shown = useMemo(() => {
    const wanted = text.trim().toLowerCase()
    return log
      .filter((entry) => LEVELS.indexOf(entry.level) >= LEVELS.indexOf(least) && matches(entry, wanted))
      .reverse()
  }, [log, least, text])
  const count = (level: LogEntry['level']) => log.filter((entry) => entry.level === level).length
  return (
    <section aria-label="Log" className="axsync-wide">
      <div className="axsync-row">
        <h3>Log</h3>
        <span className="axsync-dim">
          {number(shown.length)} · {number(count('warn'))} warnings, {number(count('error'))} errors
        </span>
        <span className="axsync-grow" />
        <span aria-hidden="true" className="axsync-spare">
          From level
        </span>
        <select
          aria-label="From level"
          value={least}
          onChange={(change) => setLeast(change.target.value as LogEntry['level'])}
        >
          {LEVELS.map((level) => (
            <option key={level}>{level}</option>
          ))}
        </select>
        <label htmlFor={id} className="axsync-hidden">
          Filter the log
        </label>
        <input
          id={id}
          type="search"
          placeholder="Message or detail"
          value={text}
          onChange={(change) => setText(change.target.value)}
        />
      </div>
      <div className="axsync-split" data-open={chosen !== null}>
        {shown.length === 0 ? (
          <p className="axsync-empty">{text ? 'No entry matches the filter.' : 'Nothing was logged at this level.'}</p>
        ) : (
          <RowList label="Log entries" rows={shown} keyOf={keyOf} chosen={chosen && keyOf(chosen)} onChoose={setChosen}>
            {logRow}
          </RowList>
        )}
        {chosen && (
          <Inspector
            label="Chosen entry"
            onClose={() => setChosen(null)}
            facts={[
              ['at', chosen.at],
              ['level', chosen.level],
              ['message', chosen.message],
            ]}
            value={chosen.detail}
          />
        )}
      </div>
    </section>
  )
})

function logRow({ at, level, message, detail }: LogEntry) {
  return (
    <>
      <time dateTime={at}>{fineClock(at)}</time>
      <span className="axsync-level" data-tone={LEVEL_TONES[level]}>
        {level}
      </span>
      <span>{message}</span>
      {detail && <code className="axsync-dim axsync-spare">{JSON.stringify(detail)}</code>}
    </>
  )
}

function matches({ message, detail }: LogEntry, wanted: string): boolean {
  if (wanted === '') return true
  return `${message} ${detail ? JSON.stringify(detail) : ''}`.toLowerCase().includes(wanted)
}
