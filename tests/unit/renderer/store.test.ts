import { expect, test } from 'vitest'
import type { FeedBatch } from '@/lib/sync/engine'
import type { Bay, Command, Job, Order } from '@/lib/sync/protocol'
import { stepsForServices } from '@/lib/sync/rules'
import { CATALOGUE, CURRENT, makeSite, toDocuments } from '@/renderer/fixtures/site'
import { sceneOf } from '@/renderer/store/predict'
import { StationStore } from '@/renderer/store/station-store'

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

test('a change wakes those who show its document, and nobody else', () => {
  const store = openStore()
  const woken: string[] = []
  for (const { orderID } of site.orders) store.listen(`order:${orderID}`, () => woken.push(orderID))
  for (const name of ['lists', 'turns', 'status']) store.listen(name, () => woken.push(name))
  const order = site.orders.find(({ stage }) => stage === 'completed') as Order
  store.apply(changed(order, { customerNotes: 'seen' }))
  expect(woken).toEqual([order.orderID])
})

test('a car’s turn keeps its identity until it reads differently', () => {
  const store = openStore()
  const [first, second] = site.queues.flatMap(({ entries }) => entries.map(({ orderID }) => orderID))
  const turns = () => [first, second].map((orderID) => store.waits.of(orderID as string, NOW))
  const before = turns()
  expect(before.map((wait) => wait?.place)).toEqual([1, 2])
  const job = site.jobs[0]
  store.apply(
    batch({ changes: [{ kind: 'job', key: job?.jobId ?? '', document: { ...job, title: 'seen' } as never }] }),
  )
  expect(turns()[0]).toBe(before[0])
  for (const bay of site.bays) {
    const document = { ...bay, status: 'out_of_service' as const }
    store.apply(batch({ changes: [{ kind: 'bay', key: bay.bayId, document }] }))
  }
  expect(turns()[0]).toEqual({ place: 1, startsInMinutes: null })
})

test('an applied command is no longer predicted once the log has begun anew', () => {
  const store = openStore()
  store.expect(command)
  store.apply(batch({ commandResults: [{ id: command.id, status: 'applied', seq: 5_000 }] }))
  store.apply(batch({ status: { ...CURRENT, cursor: { epoch: 'demo2', seq: 10 } } }))
  expect(step(store)).toBe('in_progress')
})

test('what waits for one server is not predicted over another', () => {
  const store = openStore()
  store.expect(command)
  expect(step(store)).toBe('completed')
  store.apply(batch({ replace: true, changes: toDocuments(site), status: CURRENT, pending: [] }))
  expect(step(store)).toBe('in_progress')
})

test('what was done before a reload is shown as done again, until the server has answered', () => {
  const order = site.orders.find(({ stage }) => stage === 'billed') as Order
  const command: Command = {
    id: crypto.randomUUID(),
    issuedAt: new Date(NOW).toISOString(),
    type: 'order.setStatus',
    payload: { orderID: order.orderID, staffNotes: 'kept' },
  }
  const store = new StationStore({
    documents: toDocuments(site),
    recentEvents: [],
    status: CURRENT,
    pending: [command],
  })
  expect(store.get('order', order.orderID)?.staffNotes).toBe('kept')
  const told: unknown[] = []
  store.onResult((result) => told.push(result))
  const answer = { id: command.id, status: 'rejected', code: 'not_allowed', message: 'no', current: null } as const
  store.apply(batch({ commandResults: [answer] }))
  expect(store.get('order', order.orderID)?.staffNotes).toBe(order.staffNotes)
  expect(told).toEqual([answer])
})

test('a car let go by its bay stands before all others of the queue it came from, at once', () => {
  const store = openStore()
  const bay = site.bays.find(({ jobId }) =>
    site.jobs.some((entry) => entry.jobId === jobId && entry.status === 'pending'),
  )
  const { bayId, orderID, jobId } = bay as { bayId: string; orderID: string; jobId: string }
  const release: Command = {
    id: crypto.randomUUID(),
    issuedAt: new Date(NOW).toISOString(),
    type: 'bay.release',
    payload: { bayId, orderID },
  }
  store.expect(release)
  expect(store.get('bay', bayId)).toMatchObject({ status: 'available', orderID: null, jobId: null })
  expect(store.get('job', jobId)?.status).toBe('cancelled')
  expect(store.get('order', orderID)).toMatchObject({ stage: 'open', queue: 'regular', bayId: null })
  expect(store.get('queue', 'regular')?.entries[0]?.orderID).toBe(orderID)
  expect(store.waits.of(orderID, NOW)?.startsInMinutes).toBe(0)
})

test('a car whose wash has begun stays where it is', () => {
  const store = openStore()
  const { bayId, orderID } = site.bays.find(({ jobId }) => jobId === job?.jobId) as { bayId: string; orderID: string }
  store.expect({
    id: crypto.randomUUID(),
    issuedAt: new Date(NOW).toISOString(),
    type: 'bay.release',
    payload: { bayId, orderID },
  })
  expect(store.get('bay', bayId)?.orderID).toBe(orderID)
})

test('a finish frees its bay and brings the order to the bill at once', () => {
  const store = openStore()
  const steps = (job?.steps ?? []).map((entry) => ({ ...entry, status: 'completed' as const }))
  const done = { ...(job as Job), steps }
  store.apply(batch({ changes: [{ kind: 'job', key: done.jobId, document: done }] }))
  store.expect({ ...command, id: crypto.randomUUID(), type: 'job.finish', payload: { jobId: done.jobId } })
  expect(store.get('job', done.jobId)?.status).toBe('completed')
  expect(store.get('bay', done.bayId ?? '')).toMatchObject({ status: 'available', orderID: null, jobId: null })
  expect(store.get('order', done.orderID)).toMatchObject({ stage: 'billed', overallStatus: 'ready', bayId: null })
})

const waitingOrder = site.orders.find(({ queue }) => queue === 'regular') as Order
const emptyBay = site.bays.find(({ status }) => status === 'available') as Bay
const assign: Command = {
  id: '33333333-3333-4333-8333-333333333333',
  issuedAt: new Date(NOW).toISOString(),
  type: 'bay.assign',
  payload: { bayId: emptyBay.bayId, orderID: waitingOrder.orderID },
}
const inBay = (store: StationStore) => [
  store.get('bay', emptyBay.bayId)?.orderID,
  store.get('order', waitingOrder.orderID)?.stage,
]
const taken = [waitingOrder.orderID, 'in_progress']

test('a car taken into a bay has its job with all steps at once, where the price list is known', () => {
  const store = openStore()
  store.situate(sceneOf({ role: 'bay', tenantId: 'main', bayId: emptyBay.bayId }, CATALOGUE))
  store.expect(assign)
  const predicted = store.get('job', store.get('bay', emptyBay.bayId)?.jobId ?? '')
  expect(predicted).toMatchObject({ orderID: waitingOrder.orderID, status: 'pending', fromQueue: 'regular' })
  expect(predicted?.steps).toEqual(stepsForServices(waitingOrder.services, CATALOGUE.services))
  expect([...store.keys('job')]).toContain(assign.id)
})

test('a bay that sees no prices shows the car it took, and leaves to the server what takes them', () => {
  const { totalAmount: _, paidAmount: __, customerNotes: ___, ...seen } = waitingOrder
  const store = openStore()
  store.apply(batch({ changes: [{ kind: 'order', key: seen.orderID, document: seen as Order }] }))
  store.situate(sceneOf({ role: 'bay', tenantId: 'main', bayId: emptyBay.bayId }, CATALOGUE))
  store.expect(assign)
  expect(inBay(store)).toEqual(taken)
  expect([...store.keys('job')]).not.toContain(assign.id)
})

test('while the changes of one command arrive one after the other, what has not come yet stays shown', () => {
  const store = openStore()
  store.expect(assign)
  expect(inBay(store)).toEqual(taken)
  const arrived: Bay = { ...emptyBay, status: 'occupied', orderID: waitingOrder.orderID, version: emptyBay.version + 1 }
  store.apply(batch({ changes: [{ kind: 'bay', key: arrived.bayId, document: arrived }] }))
  expect(inBay(store)).toEqual(taken)
})

test('what somebody else has done to a document meanwhile is not painted over', () => {
  const store = openStore()
  store.expect(assign)
  const out: Bay = { ...emptyBay, status: 'out_of_service', version: emptyBay.version + 1 }
  store.apply(batch({ changes: [{ kind: 'bay', key: out.bayId, document: out }] }))
  expect(store.get('bay', emptyBay.bayId)).toEqual(out)
})
