// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { type ReactNode, useCallback, useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest'
import {
  SyncDebugPanel,
  SyncManagerProvider,
  useBaysSync,
  useCommands,
  useConnectionHealth,
  useDashboardSync,
  useOrderStageChange,
  useOrderSync,
  useOrdersSync,
  useQueueSync,
  useSyncManager,
  useWashingBaySync,
} from '@/lib/sync'
import {
  createTestEventSource,
  sampleBay,
  sampleJob,
  sampleOrder,
  sampleQueue,
  type TestEventSourceFactory,
} from '@/lib/sync/testing'
import { connected } from './support'

/** The examples of lib/sync/README.md, word for word, and what they do. */
let factory: TestEventSourceFactory
beforeEach(() => {
  factory = createTestEventSource()
  push.mockClear()
})
afterEach(cleanup)

const push = vi.fn()
const router = { push }
const user = { isAdmin: true }
const loadOrders = async () => [{ id: 'ORDER-001' }]
const mount = (page: ReactNode) =>
  render(
    <SyncManagerProvider enablePersistence={false} eventSourceFactory={factory}>
      {page}
    </SyncManagerProvider>,
  )
const text = (id: string) => screen.getByTestId(id).textContent

describe('every example of the README', () => {
  it('stands in this file', () => {
    const plain = (code: string) => code.replaceAll(/^import [^\n]*\n|export default |\s+/gm, '')
    const here = plain(readFileSync(import.meta.filename, 'utf8'))
    const readme = readFileSync('lib/sync/README.md', 'utf8')
    const examples = [...readme.matchAll(/```tsx\n([\s\S]*?)```/g)].map(([, code = '']) => code)
    expect(examples.length).toBeGreaterThan(10)
    expect(examples.filter((code) => !here.includes(plain(code)))).toEqual([])
  })
})

function Layout({ children }: { children: React.ReactNode }) {
  return <SyncManagerProvider>{children}</SyncManagerProvider>
}

function Root({ account, children }: { account: string; children: React.ReactNode }) {
  return <SyncManagerProvider account={account}>{children}</SyncManagerProvider>
}

function Shop({ children }: { children: React.ReactNode }) {
  const auth = () => fetch('/my/order-token').then((answer) => answer.text())
  return (
    <SyncManagerProvider serverUrl="https://station.example" auth={auth}>
      {children}
    </SyncManagerProvider>
  )
}

describe('the providers', () => {
  it('of another site’s page send the token that its own server got, and no cookie', async () => {
    const asked = vi.fn(factory.fetch)
    const streams = Object.assign((url: string) => factory(url), { fetch: asked })
    render(
      <SyncManagerProvider eventSourceFactory={streams} enablePersistence={false} auth={async () => 'axread1.x.y'} />,
    )
    await waitFor(() => expect(asked).toHaveBeenCalled())
    const [, init] = asked.mock.calls[0] ?? []
    expect([new Headers(init?.headers).get('authorization'), init?.credentials]).toEqual(['Bearer axread1.x.y', 'omit'])
  })

  it('render what is in them', () => {
    render(
      <Layout>
        <Root account="user:7">
          <p>the page</p>
        </Root>
        <Shop>and the shop</Shop>
      </Layout>,
    )
    screen.getByText('the page')
    screen.getByText('and the shop')
  })
})

function Board() {
  const { connectionState, isConnected, events } = useSyncManager()
  return <p>{isConnected ? `${events.length} events` : connectionState}</p>
}

function OtherSite() {
  const { events, error } = useSyncManager({ tenantId: 'tenant-123', orderID: 'order-456' })
  return <p>{error ?? `${events.length} events`}</p>
}

describe('useSyncManager', () => {
  it('counts the events of the page', async () => {
    mount(<Board />)
    screen.getByText('disconnected')
    await connected(factory)
    await screen.findByText('1 events')
  })

  it('has a stream of its own for another tenant', async () => {
    mount(<OtherSite />)
    await waitFor(() =>
      expect(factory.instances.map(({ query }) => query.get('tenantId'))).toEqual(
        expect.arrayContaining(['tenant-123']),
      ),
    )
    screen.getByText('0 events')
  })
})

function OrderLine({ orderID }: { orderID: string }) {
  const { order, latestEvent, isLoading } = useOrderSync(orderID)
  if (isLoading) return <p>Loading …</p>
  return <p>{`${order?.stage}, last: ${latestEvent?.eventType ?? 'nothing yet'}`}</p>
}

function StageFollower({ orderID }: { orderID: string }) {
  useOrderStageChange(orderID, (_event, _previousStage, newStage) => {
    if (newStage === 'completed') router.push(`/orders/${orderID}/completion`)
  })
  return null
}

describe('one order', () => {
  it('is shown with its stage, and followed to its completion', async () => {
    mount([<OrderLine key="line" orderID="ORDER-001" />, <StageFollower key="follower" orderID="ORDER-001" />])
    screen.getByText('Loading …')
    const stream = await connected(factory)
    await act(async () => stream.simulateEvent('stage_change', { newStage: 'completed' }, 'ORDER-001'))
    await screen.findByText('completed, last: stage_change')
    expect(push.mock.calls).toEqual([['/orders/ORDER-001/completion']])
  })
})

function Health() {
  const { status, freshness } = useConnectionHealth()
  return <p data-testid="health">{`${status} ${freshness.kind}`}</p>
}

describe('useConnectionHealth', () => {
  it('tells the connection and the age of the picture apart', async () => {
    mount(<Health />)
    await connected(factory)
    await waitFor(() => expect(text('health')).toBe('healthy current'))
  })
})

function Dashboard() {
  const [orders, setOrders] = useState<{ id: string }[]>([])
  const refresh = useCallback(async () => setOrders(await loadOrders()), [])
  useDashboardSync(refresh)
  return <p data-testid="orders">{orders.map(({ id }) => id).join()}</p>
}

describe('useDashboardSync', () => {
  it('refreshes when an order is made', async () => {
    mount(<Dashboard />)
    const stream = await connected(factory)
    await act(async () => stream.simulateEvent('order_created', {}, 'ORDER-001'))
    await waitFor(() => expect(text('orders')).toBe('ORDER-001'))
  })
})

function Queues() {
  const { queues, updateQueue } = useQueueSync()
  const [said, setSaid] = useState('')
  const change = async () => {
    await updateQueue('vip', { open: false })
    const outcome = await updateQueue('regular', { orderID: 'AX-20260115-0007', before: null })
    setSaid(outcome.status === 'refused' ? outcome.message : outcome.status)
  }
  return (
    <button type="button" onClick={change}>
      {queues.length} queues {said}
    </button>
  )
}

function Billing({ orderID }: { orderID: string }) {
  const { send, pending, refused } = useCommands()
  const bill = async () => {
    const outcome = await send('order.setStage', { orderID, stage: 'billed' })
    if (outcome.status === 'refused') alert(outcome.message)
  }
  return (
    <button type="button" onClick={bill}>
      Bill ({pending.length} waiting, {refused.length} refused)
    </button>
  )
}

describe('useCommands', () => {
  it('says at once what the server refused', async () => {
    const said = vi.fn()
    vi.stubGlobal('alert', said)
    factory.server.refusal = 'The order is not fully paid yet.'
    mount(<Billing orderID="AX-20260115-0007" />)
    await connected(factory)
    await act(async () => screen.getByText(/^Bill/).click())
    await waitFor(() => expect(said).toHaveBeenCalledWith('The order is not fully paid yet.'))
    await screen.findByText('Bill (0 waiting, 1 refused)')
    vi.unstubAllGlobals()
  })
})

describe('useQueueSync', () => {
  it('closes a queue and moves an order, in this order', async () => {
    factory.server.documents = { queues: [sampleQueue()] }
    mount(<Queues />)
    await connected(factory)
    await act(async () => screen.getByText(/^1 queues/).click())
    await waitFor(() =>
      expect(factory.server.commands).toMatchObject([
        { type: 'queue.close', payload: { queue: 'vip' } },
        { type: 'queue.move', payload: { queue: 'regular', orderID: 'AX-20260115-0007', before: null } },
      ]),
    )
  })
})

function Bay() {
  const { jobs, activeJobs, bay } = useWashingBaySync('bay-2')
  return <p data-testid="bay">{`${bay?.name}: ${activeJobs.length} of ${jobs.length}`}</p>
}

function Lists() {
  const { orders, isLoading } = useOrdersSync()
  const { bays } = useBaysSync()
  return <p data-testid="lists">{`${isLoading} ${orders.length} ${bays.length}`}</p>
}

describe('the lists', () => {
  it('have the documents of the server', async () => {
    factory.server.documents = {
      orders: [sampleOrder()],
      bays: [sampleBay({ bayId: 'bay-2', name: 'Bay 2' })],
      jobs: [sampleJob({ bayId: 'bay-2' })],
    }
    mount([<Bay key="bay" />, <Lists key="lists" />])
    await connected(factory)
    await waitFor(() => expect(text('bay')).toBe('Bay 2: 1 of 1'))
    expect(text('lists')).toBe('false 1 1')
  })
})

function Admin() {
  return <SyncDebugPanel debug={user.isAdmin} className="mt-4" />
}

describe('SyncDebugPanel', () => {
  it('is on the page of an administrator', async () => {
    mount(<Admin />)
    await connected(factory)
    screen.getByRole('region', { name: 'Sync debug panel' })
  })
})

test('shows a new stage', async () => {
  const factory = createTestEventSource()
  factory.server.documents = { queues: [sampleQueue()] }
  render(
    <SyncManagerProvider eventSourceFactory={factory} enablePersistence={false}>
      <OrderLine orderID="ORDER-001" />
    </SyncManagerProvider>,
  )
  await waitFor(() => factory.lastInstance)
  act(() => factory.lastInstance.simulateEvent('connected', { clientId: 'test-client' }))
  act(() => factory.lastInstance.simulateEvent('stage_change', { newStage: 'completed' }, 'ORDER-001'))
  await screen.findByText(/completed/)
})
