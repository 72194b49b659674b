import { useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { type EventType, SyncManagerProvider, useConnectionHealth, useOrderSync, useSyncManager } from '@/lib/sync'

declare global {
  interface Window {
    /** Ids of all business events this page was told of, in order. */
    seen: string[]
    /** The connection's states since the page was opened. */
    states: string[]
    renders: number
  }
}
window.seen = []
window.states = []
window.renders = 0

/** The page that the browser tests open; its query configures it. */
const query = new URLSearchParams(location.search)
const number = (name: string, otherwise: number) => Number(query.get(name) ?? otherwise)
const orderID = query.get('orderID')

function Page() {
  const { connectionState, events, metrics, subscribe, connect, disconnect } = useSyncManager()
  const { freshness, status } = useConnectionHealth()
  const { order } = useOrderSync(query.get('show'))
  window.renders++
  useEffect(() => {
    window.states.push(connectionState)
  }, [connectionState])
  useEffect(
    () =>
      subscribe((event) => {
        if (!event.id.startsWith('frame_')) window.seen.push(event.id)
      }),
    [subscribe],
  )
  useEffect(() => {
    if (orderID) connect({ orderID })
  }, [connect])
  return (
    <main>
      <p data-testid="state">{connectionState}</p>
      <p data-testid="health">{status}</p>
      <p data-testid="freshness">{freshness.kind}</p>
      <p data-testid="stage">{order?.stage ?? 'unknown'}</p>
      <p data-testid="connections">{metrics.totalConnections}</p>
      <p data-testid="received">{metrics.totalEvents}</p>
      <button type="button" onClick={() => connect()}>
        Connect
      </button>
      <button type="button" onClick={disconnect}>
        Disconnect
      </button>
      <ol>
        {events.map((event) => (
          <li key={event.id} data-type={event.eventType} data-order={event.orderID ?? ''}>
            {event.id}
          </li>
        ))}
      </ol>
    </main>
  )
}

const types = query.get('eventTypes')
createRoot(document.body.appendChild(document.createElement('div'))).render(
  <SyncManagerProvider
    shareTabs={query.get('shareTabs') !== 'no'}
    initialConfig={{
      eventTypes: types ? (types.split(',') as EventType[]) : null,
      reconnectDelay: number('reconnectDelay', 100),
      maxReconnectDelay: 500,
      maxReconnectAttempts: number('attempts', 5),
      pollingInterval: number('pollingInterval', 300),
      sseRetryInterval: number('sseRetryInterval', 2_000),
      breakerCooldown: 1_000,
    }}
  >
    <Page />
  </SyncManagerProvider>,
)
