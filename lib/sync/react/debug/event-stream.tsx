import { memo, useId, useMemo, useState } from 'react'
import type { DebugEvent } from '../../debug/debug-feed'
import { Inspector } from './inspector'
import { RowList } from './row-list'
import { clock, duration, fineClock, number } from './words'

const ALL = 'all types'
const keyOf = (event: DebugEvent) => event.id

export interface EventStreamProps {
  readonly events: readonly DebugEvent[]
  /** Events that came too fast to be kept. */
  readonly skipped: number
}

/** The events as they come, newest first, with filters, a pause, and one of them looked at closely. */
export const EventStream = memo(function EventStream({ events, skipped }: EventStreamProps) {
  const [text, setText] = useState('')
  const [type, setType] = useState(ALL)
  const [held, setHeld] = useState<readonly DebugEvent[] | null>(null)
  const [chosen, setChosen] = useState<DebugEvent | null>(null)
  const id = useId()
  const seen = held ?? events
  const types = useMemo(() => [...new Set(seen.map(({ eventType }) => eventType))].sort(), [seen])
  const shown = useMemo(() => seen.filter((event) => matches(event, text, type)).reverse(), [seen, text, type])
  const waiting = held ? newerThan(held.at(-1), events) : 0
  return (
    <section aria-label="Events" className="axsync-wide">
      <div className="axsync-row">
        <h3>Events</h3>
        <span className="axsync-dim">
          {number(shown.length)}
          {shown.length < seen.length && ` of ${number(seen.length)}`}
          {held && ` · paused at ${clock(held.at(-1)?.metadata.receivedAt ?? '')}`}
          {waiting > 0 && `, ${number(waiting)} newer`}
          {skipped > 0 && ` · ${number(skipped)} came too fast to show`}
        </span>
        <span className="axsync-grow" />
        <select aria-label="Type of event" value={type} onChange={(change) => setType(change.target.value)}>
          {[ALL, ...types].map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <label htmlFor={id} className="axsync-hidden">
          Filter events
        </label>
        <input
          id={id}
          type="search"
          placeholder="Type, order, actor or id"
          value={text}
          onChange={(change) => setText(change.target.value)}
        />
        <button type="button" aria-pressed={held !== null} onClick={() => setHeld(held ? null : events)}>
          Pause
        </button>
      </div>
      <div className="axsync-split" data-open={chosen !== null}>
        {shown.length === 0 ? (
          <p className="axsync-empty">{seen.length > 0 ? 'No event matches the filter.' : 'No events yet.'}</p>
        ) : (
          <RowList label="Events" rows={shown} keyOf={keyOf} chosen={chosen?.id ?? null} onChoose={setChosen}>
            {eventRow}
          </RowList>
        )}
        {chosen && (
          <Inspector label="Chosen event" onClose={() => setChosen(null)} facts={factsOf(chosen)} value={chosen.data} />
        )}
      </div>
    </section>
  )
})

function eventRow({ eventType, orderID, actor, metadata, timestamp }: DebugEvent) {
  return (
    <>
      <time dateTime={timestamp}>{fineClock(metadata.receivedAt)}</time>
      <span className="axsync-type">{eventType}</span>
      <code>{orderID}</code>
      <span className="axsync-grow" />
      <span className="axsync-dim axsync-spare">{actor}</span>
      <span className="axsync-dim axsync-spare">{metadata.source}</span>
    </>
  )
}

function factsOf(event: DebugEvent): readonly (readonly [string, string])[] {
  const { id, eventType, orderID, actor, timestamp, metadata, data, ...others } = event
  const { receivedAt, source, ...marks } = metadata
  const took = Date.parse(receivedAt) - Date.parse(timestamp)
  const rest = Object.entries({ ...others, ...marks }).map(([name, value]) => [name, String(value)] as const)
  return [
    ['id', id],
    ['eventType', eventType],
    ...(orderID ? [['orderID', orderID] as const] : []),
    ...(actor ? [['actor', actor] as const] : []),
    ['timestamp', timestamp],
    ['receivedAt', `${receivedAt} (after ${took < 0 ? '0 ms' : duration(took)}, by ${source})`],
    ...rest,
  ]
}

/** Events after `last`; all of them where it is no longer kept. */
function newerThan(last: DebugEvent | undefined, events: readonly DebugEvent[]): number {
  return events.length - 1 - events.map(({ id }) => id).lastIndexOf(last?.id ?? '')
}

function matches(event: DebugEvent, text: string, type: string): boolean {
  if (type !== ALL && event.eventType !== type) return false
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return true
  return `${event.eventType} ${event.orderID ?? ''} ${event.actor ?? ''} ${event.id}`.toLowerCase().includes(wanted)
}
