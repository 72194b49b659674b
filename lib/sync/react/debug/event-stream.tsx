import { useId, useState } from 'react'
import type { SyncEvent } from '../types'
import { clock } from './words'

/** The events as they come, newest first, with a filter, a pause, and one of them looked at closely. */
export function EventStream({ events }: { readonly events: readonly SyncEvent[] }) {
  const [filter, setFilter] = useState('')
  const [held, setHeld] = useState<readonly SyncEvent[] | null>(null)
  const [chosen, setChosen] = useState<SyncEvent | null>(null)
  const field = useId()
  const shown = [...(held ?? events)].reverse().filter((event) => matches(event, filter))
  return (
    <section aria-label="Events" className="axsync-wide">
      <div className="axsync-row">
        <h3>Events</h3>
        <span className="axsync-grow" />
        <label htmlFor={field}>Filter</label>
        <input
          id={field}
          type="search"
          placeholder="type or order"
          value={filter}
          onChange={(change) => setFilter(change.target.value)}
        />
        <button type="button" aria-pressed={held !== null} onClick={() => setHeld(held ? null : events)}>
          Pause
        </button>
      </div>
      {shown.length === 0 ? (
        <p className="axsync-dim">{filter ? 'No event matches the filter.' : 'No events yet.'}</p>
      ) : (
        <ol className="axsync-scroll">
          {shown.map((event) => (
            <li key={event.id}>
              <EventLine event={event} chosen={event.id === chosen?.id} onChoose={setChosen} />
            </li>
          ))}
        </ol>
      )}
      {chosen && (
        <section aria-label="Chosen event">
          <pre>{JSON.stringify(chosen, null, 2)}</pre>
        </section>
      )}
    </section>
  )
}

function EventLine(props: {
  readonly event: SyncEvent
  readonly chosen: boolean
  readonly onChoose: (event: SyncEvent | null) => void
}) {
  const { event, chosen, onChoose } = props
  return (
    <button type="button" className="axsync-line" aria-pressed={chosen} onClick={() => onChoose(chosen ? null : event)}>
      <time dateTime={event.timestamp}>{clock(event.timestamp)}</time>
      <span>{event.eventType}</span>
      {event.orderID && <code>{event.orderID}</code>}
      <span className="axsync-grow" />
      <span className="axsync-dim">{event.metadata.source}</span>
    </button>
  )
}

function matches(event: SyncEvent, filter: string): boolean {
  const wanted = filter.trim().toLowerCase()
  return `${event.eventType} ${event.orderID ?? ''} ${event.id}`.toLowerCase().includes(wanted)
}
