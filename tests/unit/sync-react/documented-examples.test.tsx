// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  SyncDebugPanel,
  SyncManagerProvider,
  useConnectionHealth,
  useDashboardSync,
  useOrderStageChange,
  useOrderSync,
  useQueueSync,
  useSyncManager,
  useWashingBaySync,
} from '@/lib/sync'
import { createTestEventSource, sampleJob, sampleQueue, type TestEventSourceFactory } from '@/lib/sync/testing'
import { connected } from './support'

/** Each way of use that the documentation shows, on the same API, compiled and run. */
let factory: TestEventSourceFactory
beforeEach(() => {
  factory = createTestEventSource()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const mount = (page: ReactNode) =>
  render(
    <SyncManagerProvider enablePersistence={false} eventSourceFactory={factory}>
      {page}
    </SyncManagerProvider>,
  )
const text = (id: string) => screen.getByTestId(id).textContent

function OrderPage({ orderID }: { orderID: string }) {
  const { connectionState, isConnected, events, connect, disconnect } = useSyncManager()
  // biome-ignore lint/correctness/useExhaustiveDependencies: as documented; both functions are stable
  useEffect(() => {
    connect({ orderID })
    return () => disconnect()
  }, [orderID])
  return (
    <section data-testid="page">
      {connectionState} {String(isConnected)} {events.length}
    </section>
  )
}

describe('basic use of useSyncManager', () => {
  it('connects to one order and counts its events, frames included', async () => {
    mount(<OrderPage orderID="ORDER-001" />)
    const stream = await connected(factory)
    expect(stream.query.get('orderID')).toBe('ORDER-001')
    await act(async () => stream.simulateEvent('stage_change', {}, 'ORDER-001'))
    await waitFor(() => expect(text('page')).toBe('connected true 2'))
  })

  it('follows the page to another order without a new stream each time', async () => {
    const view = mount(<OrderPage orderID="ORDER-001" />)
    await connected(factory)
    for (const orderID of ['ORDER-002', 'ORDER-003', 'ORDER-004']) {
      view.rerender(
        <SyncManagerProvider enablePersistence={false} eventSourceFactory={factory}>
          <OrderPage orderID={orderID} />
        </SyncManagerProvider>,
      )
      await act(async () => {})
    }
    await waitFor(() => expect(factory.instances).toHaveLength(2))
    expect(factory.lastInstance.query.get('orderID')).toBeNull()
  })
})

function OrderDetails({ orderID }: { orderID: string }) {
  const { events, latestEvent, isLoading } = useOrderSync(orderID)
  return (
    <section data-testid="details">
      {isLoading ? 'loading' : `${latestEvent?.eventType ?? 'nothing'} of ${events.length}`}
    </section>
  )
}

describe('useOrderSync', () => {
  it('gives the events of one order and the latest of them', async () => {
    mount(<OrderDetails orderID="ORDER-001" />)
    expect(text('details')).toBe('loading')
    const stream = await connected(factory)
    expect(text('details')).toBe('nothing of 0')
    await act(async () => {
      stream.simulateEvent('stage_change', {}, 'ORDER-001')
      stream.simulateEvent('payment_update', {}, 'ORDER-999')
      stream.simulateEvent('status_update', {}, 'ORDER-001')
    })
    await waitFor(() => expect(text('details')).toBe('status_update of 2'))
  })
})

function ConnectionStatus() {
  const health = useConnectionHealth()
  const colours: Record<string, string> = { healthy: 'green', polling: 'yellow', error: 'red' }
  return (
    <span data-testid="health" style={{ color: colours[health.status] ?? 'gray' }}>
      {health.status.toUpperCase()}
      {health.isPollingFallback && ' (Polling)'}
    </span>
  )
}

function Switch() {
  const { startPolling } = useSyncManager()
  return (
    <button type="button" onClick={startPolling}>
      poll
    </button>
  )
}

describe('useConnectionHealth', () => {
  it('names the documented states of health', async () => {
    mount(<ConnectionStatus />)
    expect(text('health')).toBe('DISCONNECTED')
    const stream = await connected(factory)
    expect(text('health')).toBe('HEALTHY')
    await act(async () => stream.simulateError())
    await waitFor(() => expect(text('health')).toBe('CONNECTING'))
  })

  it('says polling while polling stands in', async () => {
    mount([<ConnectionStatus key="status" />, <Switch key="switch" />])
    await connected(factory)
    await act(async () => screen.getByRole('button').click())
    await waitFor(() => expect(text('health')).toBe('POLLING (Polling)'))
  })
})

const push = vi.fn()
const useRouter = () => ({ push })

function OrderStageHandler({ orderID }: { orderID: string }) {
  const router = useRouter()
  useOrderStageChange(orderID, (_event, _previousStage, newStage) => {
    if (newStage === 'completed') router.push(`/orders/${orderID}/completion`)
    else if (newStage === 'in_progress') router.push(`/orders/${orderID}/progress`)
  })
  return null
}

describe('useOrderStageChange', () => {
  it('navigates with the stages of its own order only', async () => {
    push.mockClear()
    mount(<OrderStageHandler orderID="ORDER-001" />)
    const stream = await connected(factory)
    await act(async () => {
      stream.simulateEvent('stage_change', { newStage: 'in_progress' }, 'ORDER-001')
      stream.simulateEvent('stage_change', { newStage: 'completed' }, 'ORDER-002')
      stream.simulateEvent('status_update', {}, 'ORDER-001')
      stream.simulateEvent('stage_change', { newStage: 'completed' }, 'ORDER-001')
    })
    await waitFor(() =>
      expect(push.mock.calls.flat()).toEqual(['/orders/ORDER-001/progress', '/orders/ORDER-001/completion']),
    )
  })
})

function Dashboard() {
  const [orders, setOrders] = useState<{ id: string }[]>([])
  const refreshDashboard = useCallback(async () => {
    const response = await fetch('/api/orders')
    setOrders(await response.json())
  }, [])
  useDashboardSync(refreshDashboard)
  return <ul data-testid="orders">{orders.map((order) => order.id).join()}</ul>
}

describe('useDashboardSync', () => {
  it('refreshes when orders change', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => Response.json([{ id: 'ORDER-001' }])),
    )
    mount(<Dashboard />)
    const stream = await connected(factory)
    expect(text('orders')).toBe('')
    await act(async () => stream.simulateEvent('order_created', {}, 'ORDER-001'))
    await waitFor(() => expect(text('orders')).toBe('ORDER-001'))
  })
})

describe('SyncDebugPanel', () => {
  it('shows the connection on an admin page', async () => {
    mount(<SyncDebugPanel debug={true} className="mt-4 border rounded-lg" />)
    await connected(factory)
    const panel = screen.getByRole('region', { name: 'Sync debug panel' })
    expect(panel.className).toContain('mt-4 border rounded-lg')
    await waitFor(() => expect(panel.textContent).toContain('connected'))
  })
})

function Queues() {
  const { queues, updateQueue } = useQueueSync()
  return (
    <button type="button" data-testid="queues" onClick={() => updateQueue('vip', { open: false })}>
      {queues.map((queue) => `${queue.queueId}:${queue.open}`).join()}
    </button>
  )
}

describe('useQueueSync', () => {
  it('gives the queues and changes them through commands', async () => {
    factory.server.documents = { queues: [sampleQueue(), sampleQueue({ queueId: 'vip', name: 'VIP' })] }
    mount(<Queues />)
    const stream = await connected(factory)
    await waitFor(() => expect(text('queues')).toBe('regular:true,vip:true'))
    await act(async () => screen.getByTestId('queues').click())
    await waitFor(() =>
      expect(factory.server.commands).toMatchObject([{ type: 'queue.close', payload: { queue: 'vip' } }]),
    )
    await act(async () => stream.simulateEvent('queue_update', { queue: { queueId: 'vip', open: false, version: 2 } }))
    await waitFor(() => expect(text('queues')).toBe('regular:true,vip:false'))
  })
})

function Bay({ bayId }: { bayId: string }) {
  const { jobs, activeJobs } = useWashingBaySync(bayId)
  return (
    <p data-testid="bay">
      {activeJobs.length} of {jobs.length}
    </p>
  )
}

describe('useWashingBaySync', () => {
  it('gives one bay its jobs', async () => {
    const second = '00000000-0000-4000-8000-000000000002'
    const third = '00000000-0000-4000-8000-000000000003'
    factory.server.documents = {
      jobs: [
        sampleJob(),
        sampleJob({ jobId: second, status: 'completed' }),
        sampleJob({ jobId: third, bayId: 'bay-9' }),
      ],
    }
    mount(<Bay bayId="bay-1" />)
    const stream = await connected(factory)
    await waitFor(() => expect(text('bay')).toBe('1 of 2'))
    await act(async () => stream.simulateEvent('job_progress_update', { job: { status: 'completed', version: 2 } }))
    await waitFor(() => expect(text('bay')).toBe('0 of 2'))
  })
})

function TenantEvents() {
  const { events } = useSyncManager({ tenantId: 'tenant-123', orderID: 'order-456' })
  return <p data-testid="tenant">{events.map((event) => event.eventType).join()}</p>
}

describe('several tenants', () => {
  it('has a stream of its own for each tenant', async () => {
    mount(<TenantEvents />)
    const stream = await waitFor(() => {
      const found = factory.instances.find((instance) => instance.query.get('tenantId') === 'tenant-123')
      return found ?? Promise.reject(new Error('no stream of the tenant yet'))
    })
    await act(async () => {
      stream.simulateEvent('connected')
      stream.simulateEvent('stage_change', {}, 'order-456')
      stream.simulateEvent('stage_change', {}, 'order-999')
    })
    await waitFor(() => expect(text('tenant')).toBe('connected,stage_change'))
  })
})

function TestComponent() {
  const { connectionState } = useSyncManager()
  return <p data-testid="connection-state">{connectionState}</p>
}

describe('testing with eventSourceFactory', () => {
  it('plays the server through lastInstance', async () => {
    const mockEventSource = createTestEventSource()
    render(
      <SyncManagerProvider eventSourceFactory={mockEventSource} enablePersistence={false}>
        <TestComponent />
      </SyncManagerProvider>,
    )
    await waitFor(() => mockEventSource.lastInstance)
    act(() => {
      mockEventSource.lastInstance.simulateEvent('connected', { clientId: 'test-client' })
    })
    expect(screen.getByTestId('connection-state').textContent).toBe('connected')
  })
})
