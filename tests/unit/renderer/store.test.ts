import { describe, expect, test } from 'vitest'
import { type Bay, type Command, changesOf, type Job, type Order, stepsForServices } from '@/lib/domain'
import { changeOf } from '@/lib/domain/documents'
import type { FeedBatch, StationSource } from '@/lib/sync/engine'
import { CATALOGUE, CURRENT, makeSite } from '@/renderer/fixtures/site'
import { sceneOf } from '@/renderer/store/predict'
import { StationStore } from '@/renderer/store/station-store'
import { sampleStoredEvent } from '../../support/sample-events'

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

const openStore = () => new StationStore({ documents: changesOf(site), recentEvents: [], status: CURRENT })

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

describe('what was done in another tab', () => {
  test('shows at once and waits here too; its answer takes it from both', () => {
    const store = openStore()
    store.apply(batch({ waiting: [command] }))
    expect(step(store)).toBe('completed')
    expect(store.waiting).toEqual([command])
    store.apply(
      batch({
        commandResults: [{ id: command.id, status: 'rejected', code: 'not_allowed', message: 'no', current: null }],
      }),
    )
    expect(step(store)).toBe('in_progress')
    expect(store.waiting).toEqual([])
  })

  test('is not laid over what the log has told of it since', () => {
    const store = openStore()
    const event = (seq: number, commandId: string) => ({ ...sampleStoredEvent(seq), commandId })
    store.apply(batch({ events: [event(101, command.id), event(102, 'another')] }))
    store.apply(batch({ waiting: [command] }))
    expect(store.waiting).toEqual([])
    expect(step(store)).toBe('in_progress')
  })

  test('does not come again once it was taken back, whoever names it late', () => {
    const store = openStore()
    store.apply(batch({ waiting: [command] }))
    store.apply(batch({ withdrawn: [command.id] }))
    store.apply(batch({ waiting: [command] }))
    expect(store.waiting).toEqual([])
    expect(step(store)).toBe('in_progress')
  })

  test('was done here: it is no second one', () => {
    const store = openStore()
    store.expect(command)
    store.apply(batch({ waiting: [command] }))
    expect(store.waiting).toEqual([command])
  })
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

describe('money is predicted once', () => {
  const order = site.orders.find(({ stage }) => stage === 'billed') as Order
  const at = new Date(NOW).toISOString()
  const id = '22222222-2222-4222-8222-222222222222'
  const { totalAmount: amount } = order
  const payment: Command = {
    ...{ id, issuedAt: at, type: 'order.setPayment', expect: { version: order.version } },
    payload: { orderID: order.orderID, action: 'pay', method: 'cash', amount, change: 0 },
  }
  const shown = (store: StationStore) => store.get('order', order.orderID)
  const record = { paymentId: id, at, method: 'cash' as const, amount, change: 0, by: null }

  test('where the order tells its payments, over whatever others made of it', () => {
    const store = openStore()
    store.expect(payment)
    store.apply(changed(order, { staffNotes: 'theirs' }))
    expect(shown(store)).toMatchObject({ paidAmount: amount, staffNotes: 'theirs' })
    store.apply(changed(order, { paidAmount: amount, paymentStatus: 'cash', payments: [record] }))
    expect(shown(store)).toMatchObject({ paidAmount: amount })
  })

  test('where it does not, which is an older server’s, over the version the person saw', () => {
    const store = new StationStore({
      documents: [...changesOf(site), changeOf('order', { ...order, payments: undefined })],
      ...{ recentEvents: [], status: CURRENT },
    })
    store.expect(payment)
    expect(shown(store)).toMatchObject({ paidAmount: amount })
    store.apply(changed(order, { paidAmount: amount, paymentStatus: 'cash', payments: undefined }))
    expect(shown(store)).toMatchObject({ paidAmount: amount })
  })
})

test('the version of an order is somebody else’s word only while nothing done to it here is under way', () => {
  const store = openStore()
  const order = site.orders.find(({ stage }) => stage === 'billed') as Order
  const discount: Command = {
    id: '33333333-3333-4333-8333-333333333333',
    issuedAt: new Date(NOW).toISOString(),
    type: 'order.setDiscount',
    payload: { orderID: order.orderID, discount: 100, reason: 'Waited long' },
  }
  expect(store.versionSeen(order)).toBe(order.version)
  store.expect(discount)
  expect(store.versionSeen(store.get('order', order.orderID) as Order)).toBeUndefined()
  store.apply(batch({ commandResults: [{ id: discount.id, status: 'applied', seq: 101 }] }))
  expect(store.versionSeen(order)).toBeUndefined()
  store.apply({
    ...changed(order, { discount: 100, totalAmount: order.totalAmount - 100 }),
    status: { ...CURRENT, cursor: { epoch: 'demo', seq: 101 } },
  })
  expect(store.versionSeen(store.get('order', order.orderID) as Order)).toBe(order.version + 1)
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
  store.apply(batch({ replace: true, changes: changesOf(site), status: CURRENT, pending: [] }))
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
    documents: changesOf(site),
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

test('a bay set out of service has been so since the tap, before the server has heard of it', () => {
  const store = openStore()
  store.situate(sceneOf({ role: 'bay', tenantId: 'main', bayId: emptyBay.bayId }, CATALOGUE))
  const issuedAt = new Date(NOW + 3_600_000).toISOString()
  const payload = { bayId: emptyBay.bayId, status: 'out_of_service', reason: 'no_water' } as const
  store.expect({ id: '33333333-3333-4333-8333-333333333333', issuedAt, type: 'bay.setStatus', payload })
  expect(store.get('bay', emptyBay.bayId)).toMatchObject({ status: 'out_of_service', updatedAt: issuedAt })
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

test('what the engine still had to say as it was asked for its state is there once', async () => {
  const listeners = new Set<(batch: FeedBatch) => void>()
  const event = { ...sampleStoredEvent(101), id: 'event_demo_101' }
  const tell = (part: Partial<FeedBatch>) => {
    for (const listener of listeners) listener(batch(part))
  }
  const source: StationSource = {
    // As the engine in a page does: what is gathered goes out first, and is in the state.
    async load() {
      tell({ events: [event] })
      return { documents: changesOf(site), recentEvents: [event], status: CURRENT }
    },
    subscribe(onBatch) {
      listeners.add(onBatch)
      return () => listeners.delete(onBatch)
    },
    send: async () => undefined,
    release: async () => undefined,
    withdraw: async () => ({ status: 'too_late' }),
    syncNow: async () => undefined,
  }
  const { store, stop } = await StationStore.follow(source)
  expect(store.events.map(({ id }) => id)).toEqual([event.id])
  tell({ events: [{ ...event, id: 'event_demo_102' }] })
  expect(store.events.map(({ id }) => id)).toEqual([event.id, 'event_demo_102'])
  stop()
  expect(listeners.size).toBe(0)
})
