// @vitest-environment happy-dom
import { act, cleanup, render, renderHook, screen, waitFor } from '@testing-library/react'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  ConnectionState,
  DEFAULT_SYNC_CONFIG,
  type EventType,
  type OrderID,
  STORAGE_KEYS,
  type SyncConfiguration,
  type SyncEvent,
  SyncManagerProvider,
  useAutoRefresh,
  useConnectionHealth,
  useEventAcknowledgment,
  useEventTypeSync,
  useOptimisticUpdates,
  useOrderPolling,
  useOrderSync,
  usePollingFallback,
  useSyncManager,
  useSyncManagerContext,
} from '@/lib/sync'
import { createTestEventSource, type TestEventSourceFactory } from '@/lib/sync/testing'
import { connected } from '../support'

/** Pages as they were written for the old library: nothing of them may have to change. */
let factory: TestEventSourceFactory
beforeEach(() => {
  factory = createTestEventSource()
})
afterEach(cleanup)

const CONFIG: Partial<SyncConfiguration> = {
  orderID: null,
  eventTypes: undefined,
  autoConnect: true,
  autoReconnect: true,
  maxReconnectAttempts: 5,
  reconnectDelay: 1000,
  heartbeatInterval: 30000,
  eventHistoryLimit: 100,
  enablePollingFallback: true,
  pollingInterval: 15000,
  sseRetryInterval: 120000,
}

const mount = (page: ReactNode) =>
  render(
    <SyncManagerProvider initialConfig={CONFIG} enablePersistence={false} eventSourceFactory={factory}>
      {page}
    </SyncManagerProvider>,
  )

const ORDER: OrderID = 'AX-20241204-0001'

function StatusBar() {
  const { connectionState, metrics, error, reconnect, isPollingFallback, nextSseRetryAt } = useSyncManagerContext()
  const { acknowledgeEvent, clearEventHistory, updateConfiguration, configuration } = useSyncManager()
  const health = useConnectionHealth()
  const words: Record<string, string> = {
    [ConnectionState.DISCONNECTED]: 'Off',
    [ConnectionState.CONNECTING]: 'Starting',
    [ConnectionState.CONNECTED]: 'On',
    [ConnectionState.RECONNECTING]: 'Again',
    [ConnectionState.ERROR]: 'Broken',
    [ConnectionState.POLLING_FALLBACK]: 'Polling',
  }
  return (
    <footer data-testid="status">
      {words[connectionState]} {health.status} {String(isPollingFallback)} {error ?? 'fine'} {nextSseRetryAt ?? '-'}{' '}
      {metrics.totalEvents >= 0 && configuration.pollingInterval}
      <button type="button" onClick={reconnect}>
        Reconnect
      </button>
      <button type="button" onClick={clearEventHistory}>
        Clear
      </button>
      <button type="button" onClick={() => acknowledgeEvent('event_unknown')}>
        Seen
      </button>
      <button type="button" onClick={() => updateConfiguration({ pollingInterval: 5000 }, { reconnect: true })}>
        Faster
      </button>
    </footer>
  )
}

const PAYMENTS: EventType[] = ['payment_update', 'stage_change']

function OrderCard() {
  const [reloads, setReloads] = useState(0)
  const reload = useCallback(async () => setReloads((count) => count + 1), [])
  const { events, latestEvent, isLoading } = useOrderSync(ORDER, (event) => heard.push(event.eventType))
  const { events: payments } = useEventTypeSync(PAYMENTS)
  const { unacknowledgedEvents, unacknowledgedCount, acknowledgeAll } = useEventAcknowledgment()
  const { data, applyOptimisticUpdate, hasPendingUpdates } = useOptimisticUpdates(
    { stage: 'initiated' },
    (order, event) => ({ ...order, stage: event.data.newStage ?? order.stage }),
  )
  useAutoRefresh(ORDER, reload, { eventTypes: ['stage_change'], debounceMs: 50 })
  usePollingFallback(reload, 15000)
  useOrderPolling(ORDER, async (orderID) => void heard.push(`poll ${orderID}`), { intervalMs: 30000, enabled: true })
  return (
    <article data-testid="order">
      {isLoading ? 'loading' : `${latestEvent?.data.newStage ?? 'none'} ${events.length} ${payments.length}`}{' '}
      {unacknowledgedCount}/{unacknowledgedEvents.length} {data.stage} {String(hasPendingUpdates)}{' '}
      {reloads > 0 && 'fresh'}
      <button type="button" onClick={acknowledgeAll}>
        All seen
      </button>
      <button type="button" onClick={() => applyOptimisticUpdate(optimistic)}>
        Bill
      </button>
    </article>
  )
}

const heard: string[] = []
const optimistic: SyncEvent = {
  id: 'optimistic-1',
  eventType: 'stage_change',
  data: { newStage: 'billed' },
  orderID: ORDER,
  timestamp: '2024-12-04T10:00:00Z',
  metadata: {
    receivedAt: '2024-12-04T10:00:00Z',
    processed: false,
    acknowledged: false,
    retryCount: 0,
    source: 'manual',
  },
}

function Connector() {
  const { connect, disconnect, subscribe, subscribeToOrder, subscribeToEventType } = useSyncManager()
  useEffect(() => {
    connect({ orderID: ORDER, eventTypes: ['stage_change', 'payment_update'] })
    const ends = [
      subscribe(() => {}, { orderID: ORDER, eventTypes: ['stage_change'], since: '2024-01-01T00:00:00Z' }),
      subscribeToOrder(ORDER, () => {}),
      subscribeToEventType('heartbeat', () => {}),
    ]
    return () => {
      for (const end of ends) end()
      disconnect()
    }
  }, [connect, disconnect, subscribe, subscribeToOrder, subscribeToEventType])
  return null
}

describe('a page of the old library', () => {
  it('compiles and works unchanged', async () => {
    heard.length = 0
    mount([<StatusBar key="status" />, <OrderCard key="order" />, <Connector key="connector" />])
    const stream = await connected(factory)
    expect(screen.getByTestId('status').textContent).toMatch(/^On healthy false fine - 15000/)
    await act(async () => stream.simulateEvent('stage_change', { newStage: 'open' }, ORDER))
    await waitFor(() => expect(screen.getByTestId('order').textContent).toMatch(/^open 1 1 1\/1 initiated false fresh/))
    act(() => screen.getByRole('button', { name: 'All seen' }).click())
    act(() => screen.getByRole('button', { name: 'Bill' }).click())
    expect(screen.getByTestId('order').textContent).toMatch(/^open 1 1 0\/0 billed true fresh/)
    expect(heard).toEqual(['stage_change'])
    await act(async () => screen.getByRole('button', { name: 'Faster' }).click())
    await waitFor(() => expect(screen.getByTestId('status').textContent).toContain('5000'))
    act(() => screen.getByRole('button', { name: 'Clear' }).click())
    expect(screen.getByTestId('order').textContent).toMatch(/^none 0 0 0\/0/)
  })

  it('finds the defaults, keys and states it knows', () => {
    expect(DEFAULT_SYNC_CONFIG).toMatchObject({
      orderID: null,
      eventTypes: undefined,
      enablePollingFallback: true,
      reconnectDelay: 1000,
      maxReconnectAttempts: 5,
      heartbeatInterval: 30000,
      eventHistoryLimit: 100,
      pollingInterval: 15000,
      sseRetryInterval: 120000,
      autoConnect: true,
      autoReconnect: true,
    })
    expect(STORAGE_KEYS.SYNC_STATE).toBe('ax-billing-sync-state')
    expect(ConnectionState).toEqual({
      DISCONNECTED: 'disconnected',
      CONNECTING: 'connecting',
      CONNECTED: 'connected',
      RECONNECTING: 'reconnecting',
      ERROR: 'error',
      POLLING_FALLBACK: 'polling_fallback',
    })
  })

  it.each([
    ['useSyncManagerContext', () => useSyncManagerContext()],
    ['useOrderSync', () => useOrderSync(ORDER)],
    ['useConnectionHealth', () => useConnectionHealth()],
    ['useEventTypeSync', () => useEventTypeSync(PAYMENTS)],
    ['useAutoRefresh', () => useAutoRefresh(ORDER, () => {})],
    ['useEventAcknowledgment', () => useEventAcknowledgment()],
    ['useOptimisticUpdates', () => useOptimisticUpdates(0, (data) => data)],
    ['usePollingFallback', () => usePollingFallback(() => {})],
    ['useOrderPolling', () => useOrderPolling(ORDER, () => {})],
  ])('is told that %s stands outside the provider', (_name, useHook) => {
    const silent = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(() => renderHook(useHook)).toThrow('useSyncManagerContext must be used within a SyncManagerProvider')
    silent.mockRestore()
  })
})
