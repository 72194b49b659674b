import { describe, expect, test } from 'vitest'
import { type Command, changesOf, type DocumentChange, type Order, provisionalID } from '@/lib/domain'
import type { FeedBatch } from '@/lib/sync/engine'
import { FixtureSource } from '@/renderer/fixtures/fixture-source'
import { CATALOGUE, CURRENT, makeSite } from '@/renderer/fixtures/site'
import { findOrders, readScan } from '@/renderer/screens/cashier/order-search'
import { sceneOf } from '@/renderer/store/predict'
import { StationStore } from '@/renderer/store/station-store'

/** An order that was taken without a server, from the tap to the server's own number. */

const NOW = Date.parse('2026-01-15T10:00:00Z')
const OFFLINE = { ...CURRENT, freshness: { kind: 'stale', since: null, cause: 'server_unreachable' } } as const
const ADMIN = sceneOf({ role: 'admin', tenantId: 'main', bayId: null }, CATALOGUE)
const documents = changesOf(makeSite({ now: NOW, orders: 60 }))
const freeBay = makeSite({ now: NOW, orders: 60 }).bays.find(({ status }) => status === 'available')?.bayId ?? ''
const service = CATALOGUE.services[0]
const cost = service?.price ?? 0
const STEPS = (service?.steps ?? []).map(({ stepId }) => `${service?.serviceId}.${stepId}`)
let numbers = 0

function tap<T extends Command['type']>(type: T, payload: object, more: Partial<Command> = {}): Command {
  const issuedAt = new Date(NOW + 1_000 * numbers).toISOString()
  return { id: crypto.randomUUID(), issuedAt, type, payload, ...more } as Command
}

function newOrder(): { create: Command; takenAs: string } {
  const id = crypto.randomUUID()
  numbers += 1
  const takenAs = provisionalID(`D7K-${String(numbers).padStart(4, '0')}`, id)
  const services = [{ serviceId: service?.serviceId, optionIds: [], toldPrice: cost }]
  const rest = { queue: 'regular', customer: null, customerNotes: '', discount: 0, takenAs }
  const create = tap('order.create', { plate: `prv ${numbers}`, vehicleType: 'sedan', services, ...rest }, { id })
  return { create, takenAs }
}

function openStore(pending: readonly Command[] = [], known = documents) {
  const store = new StationStore({ documents: known, recentEvents: [], status: OFFLINE, pending })
  store.situate(ADMIN)
  return store
}

/** A whole wash, paid: what a desk and a bay do to one car. */
function wash(takenAs: string): readonly Command[] {
  const assign = tap('bay.assign', { bayId: freeBay, orderID: takenAs })
  const jobId = assign.id
  return [
    tap('queue.move', { orderID: takenAs, queue: 'vip', before: null }),
    assign,
    tap('job.start', { jobId }),
    ...STEPS.map((stepId) => tap('job.completeStep', { jobId, stepId })),
    tap('job.finish', { jobId }),
    tap(
      'order.setPayment',
      { orderID: takenAs, action: 'pay', method: 'cash', amount: cost },
      { expect: { version: 1 } },
    ),
  ]
}

const batch = (part: Partial<FeedBatch>): FeedBatch => ({
  replace: false,
  changes: [],
  events: [],
  status: null,
  commandResults: [],
  ...part,
})

test('it is on the board, in its queue and in the search at once', () => {
  const store = openStore()
  const { create, takenAs } = newOrder()
  store.expect(create)
  expect(store.get('order', takenAs)).toMatchObject({
    orderID: takenAs,
    takenAs,
    stage: 'initiated',
    totalAmount: cost,
  })
  expect(store.lists.stage('initiated')).toContain(takenAs)
  expect(store.get('queue', 'regular')?.entries.at(-1)?.orderID).toBe(takenAs)
  expect(store.waits.of(takenAs, NOW)?.place).toBeGreaterThan(0)
  const number = takenAs.slice(0, -9)
  expect(findOrders(store.all('order'), number.replaceAll('-', '\u2011')).map(({ orderID }) => orderID)).toEqual([
    takenAs,
  ])
  expect(findOrders(store.all('order'), number).map(({ orderID }) => orderID)).toEqual([takenAs])
  expect(readScan(`https://wa.me/60?text=${number.toLowerCase()}`)).toBe(number)
})

test('it is queued, washed and paid before the server has heard of it, and after a restart still is', () => {
  const { create, takenAs } = newOrder()
  const taps = [create, ...wash(takenAs)]
  const live = openStore()
  for (const each of taps) live.expect(each)
  for (const store of [live, openStore(taps)]) {
    expect(store.get('order', takenAs)).toMatchObject({ stage: 'paid', paidAmount: cost, queue: null, bayId: null })
    expect(store.get('job', taps[2]?.id ?? '')).toMatchObject({ orderID: takenAs, status: 'completed' })
    expect(store.get('job', taps[2]?.id ?? '')?.steps.length).toBeGreaterThan(0)
    expect(store.get('bay', freeBay)).toMatchObject({ status: 'available', orderID: null })
    expect(store.lists.stage('paid')).toContain(takenAs)
  }
})

describe('when the server has numbered it', () => {
  /** What a server tells of the commands, document by document, as its events come. */
  async function toldBy(commands: readonly Command[]): Promise<FeedBatch[]> {
    const source = new FixtureSource(documents)
    const told: FeedBatch[] = []
    source.subscribe((each) => told.push(each))
    for (const command of commands) await source.send(command)
    await Promise.resolve()
    return told.flatMap(({ changes, ...rest }) => [
      ...changes.map((change) => batch({ changes: [change] })),
      batch({ ...rest }),
    ])
  }

  test('one card stands there at any moment, and what was opened goes on under both names', async () => {
    const { create, takenAs } = newOrder()
    const taps = [create, ...wash(takenAs)]
    const store = openStore()
    for (const each of taps) store.expect(each)
    let woken = 0
    store.listen(`order:${takenAs}`, () => woken++)
    const cards = () => store.all('order').filter((order) => order.takenAs === takenAs)
    for (const told of await toldBy(taps)) {
      store.apply(told)
      expect(cards()).toHaveLength(1)
      const listed = ['initiated', 'open', 'in_progress', 'billed', 'paid', 'completed'] as const
      const named = listed
        .flatMap((stage) => store.lists.stage(stage))
        .filter((key) => store.get('order', key)?.takenAs === takenAs)
      expect(named).toEqual([cards()[0]?.orderID])
      expect(store.get('order', takenAs)).toBe(cards()[0])
    }
    const [order] = cards()
    expect(order).toMatchObject({ orderID: expect.stringMatching(/^AX-/), stage: 'paid', paidAmount: cost })
    expect(store.waiting).toEqual([])
    expect(JSON.stringify([store.all('queue'), store.all('bay'), store.all('job')])).not.toContain(takenAs)
    const before = woken
    const key = order?.orderID ?? ''
    store.apply(
      batch({ changes: [{ kind: 'order', key, document: { ...order, customerNotes: 'x' } } as DocumentChange] }),
    )
    expect(woken).toBe(before + 1)
  })

  test('what is tapped then under its first name is shown at the order itself', async () => {
    const { create, takenAs } = newOrder()
    const store = openStore()
    store.expect(create)
    for (const told of await toldBy([create])) store.apply(told)
    store.expect(tap('order.cancel', { orderID: takenAs, reason: '' }, { expect: { version: 1 } }))
    const order = store.get('order', takenAs) as Order
    expect(order).toMatchObject({ orderID: expect.stringMatching(/^AX-/), stage: 'cancelled' })
    expect(store.lists.stage('cancelled')).toEqual(expect.arrayContaining([order.orderID]))
    expect(store.get('queue', 'regular')?.entries.map(({ orderID }) => orderID)).not.toContain(order.orderID)
  })

  test('its queue shows the car by the server’s number before the queue’s own event has come', async () => {
    const { create, takenAs } = newOrder()
    const store = openStore()
    store.expect(create)
    const [first] = await toldBy([create])
    expect(first?.changes[0]?.kind).toBe('order')
    store.apply(first as FeedBatch)
    const { orderID } = store.get('order', takenAs) as Order
    expect(store.get('queue', 'regular')?.entries.at(-1)?.orderID).toBe(orderID)
    expect(store.waits.of(orderID, NOW)?.place).toBeGreaterThan(0)
  })

  test('it is news to nobody here, whoever has the same plate', async () => {
    const { create, takenAs } = newOrder()
    const store = openStore()
    store.expect(create)
    const shown = store.get('order', takenAs) as Order
    expect(store.wasTakenHere({ ...shown, orderID: 'AX-20260115-9999', takenAs: 'W2A-0001.00000000' })).toBe(false)
    expect(store.wasTakenHere({ ...shown, orderID: 'AX-20260115-9998' })).toBe(true)
    expect(store.wasTakenHere({ ...shown, orderID: 'AX-20260115-9998' })).toBe(false)
  })
})

test('whatever of it the server has done and told, all of it is shown, once', async () => {
  const { create, takenAs } = newOrder()
  const taps = [create, ...wash(takenAs)]
  for (let done = 0; done <= taps.length; done += 1) {
    const source = new FixtureSource(documents)
    for (const command of taps.slice(0, done)) await source.send(command)
    const state = await source.load()
    // Of what was done the answers and events of some have come, and those of the others are lost.
    for (let from = 0; from <= done; from += 1) {
      for (let to = from; to <= done; to += 1) {
        const store = openStore([...taps.slice(from, to), ...taps.slice(done)], state.documents)
        const { stage, paidAmount } = store.get('order', takenAs) ?? {}
        expect({ done, from, to, stage, paidAmount }).toEqual({ done, from, to, stage: 'paid', paidAmount: cost })
        expect(store.get('bay', freeBay)).toMatchObject({ status: 'available', orderID: null })
      }
    }
  }
})

test('refused, it is taken off the screen with all that was done to it', () => {
  const { create, takenAs } = newOrder()
  const taps = [create, ...wash(takenAs)]
  const store = openStore(taps)
  const answer = (command: Command) =>
    ({ id: command.id, status: 'rejected', code: 'not_found', message: 'no', current: null }) as const
  store.apply(
    batch({ commandResults: taps.map(answer), refused: taps.map((command) => ({ command, answer: answer(command) })) }),
  )
  expect(store.get('order', takenAs)).toBeUndefined()
  expect(store.get('bay', freeBay)).toMatchObject({ status: 'available', orderID: null })
  expect(store.refused).toHaveLength(taps.length)
})
