// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/react'
import { memo } from 'react'
import { afterEach, expect, test } from 'vitest'
import type { FeedBatch } from '@/lib/sync/engine'
import type { Command, Order } from '@/lib/sync/protocol'
import { CURRENT, makeSite, toDocuments } from '@/renderer/fixtures/site'
import { StationStore } from '@/renderer/store/station-store'
import { StoreContext, useDocument, useStageOrders } from '@/renderer/store/use-station'

afterEach(cleanup)

const NOW = Date.parse('2026-01-15T10:00:00Z')
const site = makeSite({ now: NOW, orders: 100 })
const batch = (part: Partial<FeedBatch>): FeedBatch => ({
  replace: false,
  changes: [],
  events: [],
  frames: [],
  status: null,
  commandResults: [],
  ...part,
})
const changed = (order: Order, change: Partial<Order>) =>
  batch({
    changes: [{ kind: 'order', key: order.orderID, document: { ...order, ...change, version: order.version + 1 } }],
  })

const openStore = () => new StationStore({ documents: toDocuments(site), recentEvents: [], status: CURRENT })

const drawn = new Map<string, number>()

const Card = memo(function Card({ orderID }: { readonly orderID: string }) {
  drawn.set(orderID, (drawn.get(orderID) ?? 0) + 1)
  return <li>{useDocument('order', orderID)?.customerNotes}</li>
})

function Column() {
  return useStageOrders('completed').map((orderID) => <Card key={orderID} orderID={orderID} />)
}

function board(store: StationStore) {
  drawn.clear()
  return render(
    <StoreContext value={store}>
      <Column />
    </StoreContext>,
  )
}

test('a change of one order draws one card again', () => {
  const store = openStore()
  const view = board(store)
  const order = site.orders.find(({ stage }) => stage === 'completed') as Order
  const before = new Map(drawn)
  act(() => store.apply(changed(order, { customerNotes: 'seen' })))
  expect(view.getByText('seen')).toBeTruthy()
  const again = [...drawn].filter(([orderID, count]) => count !== before.get(orderID))
  expect(again).toEqual([[order.orderID, 2]])
})

test('a status alone draws no card again', () => {
  const store = openStore()
  board(store)
  act(() => store.apply(batch({ status: { ...CURRENT, head: 101 } })))
  expect([...drawn.values()].every((count) => count === 1)).toBe(true)
})

test('an order that moves stands in its new stage alone', () => {
  const store = openStore()
  const order = site.orders.find(({ stage }) => stage === 'open') as Order
  const paid = store.lists.stage('paid')
  store.apply(changed(order, { stage: 'billed', stageSince: new Date(NOW).toISOString() }))
  expect(store.lists.stage('open')).not.toContain(order.orderID)
  expect(store.lists.stage('billed').at(-1)).toBe(order.orderID)
  expect(store.lists.stage('paid')).toBe(paid)
})

const job = site.jobs.find(({ status }) => status === 'in_progress')
const running = job?.steps.find(({ status }) => status === 'in_progress')
const command: Command = {
  id: '11111111-1111-4111-8111-111111111111',
  issuedAt: new Date(NOW).toISOString(),
  type: 'job.completeStep',
  payload: { jobId: job?.jobId ?? '', stepId: running?.stepId ?? '' },
}
const step = (store: StationStore) =>
  store.get('job', job?.jobId ?? '')?.steps.find(({ stepId }) => stepId === running?.stepId)?.status

test('a tap shows before the server has answered, and is taken back when it refuses', () => {
  const store = openStore()
  store.expect(command)
  expect(step(store)).toBe('completed')
  store.apply(
    batch({
      commandResults: [{ id: command.id, status: 'rejected', code: 'not_allowed', message: 'no', current: null }],
    }),
  )
  expect(step(store)).toBe('in_progress')
})

test('an applied command stays on the screen until its event is in the documents', () => {
  const store = openStore()
  store.expect(command)
  store.apply(batch({ commandResults: [{ id: command.id, status: 'applied', seq: 101 }] }))
  expect(step(store)).toBe('completed')
  store.apply(batch({ status: { ...CURRENT, cursor: { epoch: 'demo', seq: 101 } } }))
  // The fixture never sent the event: what is left is the documents' own word.
  expect(step(store)).toBe('in_progress')
})

test('money is predicted once, on the version the person saw', () => {
  const store = openStore()
  const order = site.orders.find(({ stage }) => stage === 'billed') as Order
  store.expect({
    id: '22222222-2222-4222-8222-222222222222',
    issuedAt: new Date(NOW).toISOString(),
    type: 'order.setPayment',
    expect: { version: order.version },
    payload: { orderID: order.orderID, action: 'pay', method: 'cash', amount: order.totalAmount },
  })
  expect(store.get('order', order.orderID)?.paidAmount).toBe(order.totalAmount)
  store.apply(changed(order, { paidAmount: order.totalAmount, paymentStatus: 'cash' }))
  expect(store.get('order', order.orderID)?.paidAmount).toBe(order.totalAmount)
})
