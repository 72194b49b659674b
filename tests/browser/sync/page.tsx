import { useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import {
  type EventType,
  SyncManagerProvider,
  useConnectionHealth,
  useEventAcknowledgment,
  useOrderSync,
  useQueueSync,
  useSyncManager,
} from '@/lib/sync'

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
  const { unacknowledgedCount, acknowledgeAll } = useEventAcknowledgment()
  const { queues, updateQueue } = useQueueSync()
  const regular = queues.find(({ queueId }) => queueId === 'regular')
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
      <p data-testid="unacknowledged">{unacknowledgedCount}</p>
      <p data-testid="queue">{regular ? (regular.open ? 'open' : 'closed') : 'unknown'}</p>
      <button type="button" onClick={acknowledgeAll}>
        Acknowledge all
      </button>
      <button type="button" onClick={() => updateQueue('regular', { open: false })}>
        Close queue
      </button>
      <button type="button" onClick={() => connect()}>
        Connect
      </button>
      <button type="button" onClick={disconnect}>
        Disconnect
      </button>
      <ol>
        {events.map((event) => (
          <li
            key={event.id}
            data-type={event.eventType}
            data-order={event.orderID ?? ''}
            data-metadata={`${event.metadata.processed} ${event.metadata.acknowledged}`}
          >
            {event.id}
          </li>
        ))}
      </ol>
    </main>
  )
}

/** What one order of another site does, beside everything else on the page. */
function OtherSite({ tenantId, orderID }: { readonly tenantId: string; readonly orderID: string }) {
  const { events, connectionState, error } = useSyncManager({ tenantId, orderID })
  return (
    <section aria-label={tenantId}>
      <p data-testid="other-state">{connectionState}</p>
      <p data-testid="other-error">{error}</p>
      <ol>
        {events.map((event) => (
          <li key={event.id}>{`${event.tenantId} ${event.orderID} ${event.eventType}`}</li>
        ))}
      </ol>
    </section>
  )
}

const types = query.get('eventTypes')
const otherTenant = query.get('otherTenant')
createRoot(document.body.appendChild(document.createElement('div'))).render(
  <SyncManagerProvider
    shareTabs={query.get('shareTabs') !== 'no'}
    account={query.get('account') ?? undefined}
    initialConfig={{
      eventTypes: types ? (types.split(',') as EventType[]) : null,
      tenantId: query.get('tenantId'),
      reconnectDelay: number('reconnectDelay', 100),
      maxReconnectDelay: 500,
      maxReconnectAttempts: number('attempts', 5),
      pollingInterval: number('pollingInterval', 300),
      sseRetryInterval: number('sseRetryInterval', 2_000),
      breakerCooldown: 1_000,
    }}
  >
    <Page />
    {otherTenant && <OtherSite tenantId={otherTenant} orderID={query.get('otherOrder') ?? ''} />}
  </SyncManagerProvider>,
)
