import { memo, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { type SyncEvent, SyncManagerProvider, useSyncManager } from '@/lib/sync'
import { createTestEventSource } from '@/lib/sync/testing'

export interface Measurement {
  readonly renders: number
  /** Milliseconds from the first event to the render that shows the last. */
  readonly time: number
  /** Milliseconds of tasks longer than 50 ms. */
  readonly blocked: number
}

declare global {
  interface Window {
    measure(way: 'shared' | 'naive', count: number): Promise<Measurement>
  }
}

const factory = createTestEventSource()
let renders = 0
let newest = ''

const Lines = memo(function Lines({ events }: { events: readonly Pick<SyncEvent, 'id' | 'eventType'>[] }) {
  renders++
  newest = events.at(-1)?.id ?? ''
  return (
    <ol>
      {events.map((event) => (
        <li key={event.id}>{`${event.eventType} ${event.id}`}</li>
      ))}
    </ol>
  )
})

/** A list over the hooks of `@/lib/sync`. */
function SharedList() {
  const { events } = useSyncManager({ eventTypes: ['status_update'] })
  return <Lines events={events} />
}

/** A list as one writes it without: each message of the stream sets state. */
function NaiveList() {
  const [events, setEvents] = useState<SyncEvent[]>([])
  useEffect(() => {
    factory.lastInstance.addEventListener('status_update', ({ data }) => {
      setEvents((before) => [...before, JSON.parse(data ?? '') as SyncEvent].slice(-100))
    })
  }, [])
  return <Lines events={events} />
}

/** Runs `step` `count` times spread over one second, each in a task of its own, as messages of a stream come. */
function spread(count: number, step: () => void): Promise<void> {
  return new Promise((resolve) => {
    const start = performance.now()
    const { port1, port2 } = new MessageChannel()
    let done = 0
    port1.onmessage = () => {
      if (done < ((performance.now() - start) / 1_000) * count) {
        step()
        done++
      }
      if (done < count) port2.postMessage(null)
      else resolve()
    }
    port2.postMessage(null)
  })
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1))
}

window.measure = async (way, count) => {
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  root.render(
    <SyncManagerProvider enablePersistence={false} eventSourceFactory={factory}>
      {way === 'shared' ? <SharedList /> : null}
    </SyncManagerProvider>,
  )
  const streams = factory.instances.length
  await until(() => factory.instances.length > streams)
  const stream = factory.lastInstance
  stream.simulateEvent('connected')
  const naive = createRoot(document.body.appendChild(document.createElement('div')))
  if (way === 'naive') naive.render(<NaiveList />)
  await new Promise((resolve) => setTimeout(resolve, 200))

  let blocked = 0
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) blocked += entry.duration
  })
  observer.observe({ type: 'longtask' })
  renders = 0
  const start = performance.now()
  await spread(count, () => stream.simulateEvent('status_update', {}, 'A-1'))
  const last = factory.server.log.at(-1)?.id ?? ''
  await until(() => newest === last)
  const result = { renders, time: performance.now() - start, blocked }
  observer.disconnect()
  root.unmount()
  naive.unmount()
  return result
}
