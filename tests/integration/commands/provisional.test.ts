import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Command, type CommandType, provisionalID } from '@/lib/domain'
import { startServer, type TestServer } from '../../support/server'
import { addStation, apply, command, type Headers, look, newOrder, send, sendOne } from './site'

/** An order is named by what its station called it, before and after the server has numbered it. */

let server: TestServer
let desk: Headers
let admin: Headers
beforeAll(async () => {
  server = await startServer()
  admin = server.asAdmin()
  desk = await addStation(server, { name: 'desk-1', role: 'cashier' })
})
afterAll(() => server.stop())

const STEPS = ['pre-wash', 'soap', 'rinse', 'dry'].map((step) => `basic-wash.${step}`)
const CASH = { action: 'pay', method: 'cash' } as const
let taken = 0

/** An order as a station takes it, with its provisional id. */
function provisionalOrder(more: object = {}): { create: Command; takenAs: string } {
  const id = randomUUID()
  taken += 1
  const takenAs = provisionalID(`D7K-${String(taken).padStart(4, '0')}`, id)
  return { takenAs, create: { ...newOrder(`PRV ${taken}`, { takenAs, ...more }), id } as Command }
}

async function orderTakenAs(takenAs: string) {
  const { orders } = await look(server)
  return orders.filter((order) => order.takenAs === takenAs)
}

test('a whole wash of an order without a server’s number: one order, one job, one payment', async () => {
  const { create, takenAs } = provisionalOrder()
  const assign = command('bay.assign', { bayId: 'bay-1', orderID: takenAs })
  const jobId = assign.id
  const first = await send(
    server,
    admin,
    create,
    command('queue.move', { orderID: takenAs, queue: 'vip', before: null }),
    command('order.setStatus', { orderID: takenAs, staffNotes: 'keys at the desk' }, { expect: { version: 1 } }),
    assign,
    command('job.start', { jobId }),
    ...STEPS.map((stepId) => command('job.completeStep', { jobId, stepId })),
    command('job.finish', { jobId }),
    command('order.setPayment', { orderID: takenAs, ...CASH, amount: 1500 }, { expect: { version: 1 } }),
    command('order.setStage', { orderID: takenAs, stage: 'completed' }, { expect: { version: 1 } }),
  )
  expect(first.map((result) => result.status)).toEqual(first.map(() => 'applied'))
  const [order, ...others] = await orderTakenAs(takenAs)
  expect(others).toEqual([])
  expect(order).toMatchObject({
    orderID: expect.stringMatching(/^AX-\d{8}-\d{4}$/),
    takenAs,
    stage: 'completed',
    paymentStatus: 'cash',
    queue: null,
    bayId: null,
    staffNotes: 'keys at the desk',
  })
  const { jobs, bays } = await look(server)
  expect(jobs.filter((job) => job.orderID === order?.orderID)).toMatchObject([{ jobId, status: 'completed' }])
  expect(JSON.stringify({ jobs, bays })).not.toContain(takenAs)
  const payments = (await server.rest('GET', `/api/payments?where[orderID][equals]=${order?.orderID}`)) as {
    docs: { amount: number }[]
  }
  expect(payments.docs.map(({ amount }) => amount)).toEqual([1500])
})

test('cancelled under its provisional number, it leaves the queue', async () => {
  const { create, takenAs } = provisionalOrder()
  await apply(server, desk, create)
  await apply(server, desk, command('order.cancel', { orderID: takenAs, reason: 'left' }, { expect: { version: 7 } }))
  const [order] = await orderTakenAs(takenAs)
  expect(order).toMatchObject({ stage: 'cancelled', queue: null })
  expect((await look(server)).waiting('regular')).not.toContain(order?.orderID)
})

test('a place in the queue may be named by the car behind it', async () => {
  const [one, two] = [provisionalOrder(), provisionalOrder()]
  await send(server, desk, one.create, two.create)
  await apply(server, desk, command('queue.move', { orderID: two.takenAs, queue: 'regular', before: one.takenAs }))
  const numbers = [...(await orderTakenAs(two.takenAs)), ...(await orderTakenAs(one.takenAs))].map((o) => o.orderID)
  const waiting = (await look(server)).waiting('regular')
  expect(waiting.filter((orderID) => numbers.includes(orderID))).toEqual(numbers)
})

describe('numbers that meet', () => {
  test('two stations that drew the same code, or one that was set up anew, have two orders', async () => {
    const [here, there] = [randomUUID(), randomUUID()]
    const other = await addStation(server, { name: 'desk-2', role: 'cashier' })
    const nameOf = (id: string) => provisionalID('D9Z-0001', id)
    await apply(server, desk, { ...newOrder('SAME 1', { takenAs: nameOf(here) }), id: here } as Command)
    await apply(server, other, { ...newOrder('SAME 2', { takenAs: nameOf(there) }), id: there } as Command)
    await apply(server, other, command('order.cancel', { orderID: nameOf(there), reason: '' }))
    expect(await orderTakenAs(nameOf(here))).toMatchObject([{ stage: 'initiated', vehicle: { plate: 'SAME 1' } }])
    expect(await orderTakenAs(nameOf(there))).toMatchObject([{ stage: 'cancelled', vehicle: { plate: 'SAME 2' } }])
  })

  test('the same create again is answered, under another id it is refused with the order it made', async () => {
    const { create, takenAs } = provisionalOrder()
    const { orderID } = await apply(server, desk, create)
    expect(await sendOne(server, desk, create)).toMatchObject({ status: 'duplicate', first: { orderID } })
    expect(await sendOne(server, desk, { ...create, id: randomUUID() })).toMatchObject({
      status: 'rejected',
      reason: 'rules.command.taken_already',
      params: { order: orderID },
      current: { order: { takenAs } },
    })
    expect(await orderTakenAs(takenAs)).toHaveLength(1)
  })

  test('another site’s order is not found by it', async () => {
    const { create, takenAs } = provisionalOrder()
    await apply(server, desk, create)
    await server.rest('POST', '/api/tenants', { tenantId: 'north', name: 'North' })
    const url = `${server.url}/api/v1/sync/commands?tenantId=north`
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...admin, 'Content-Type': 'application/json' },
      body: JSON.stringify({ commands: [command('order.cancel', { orderID: takenAs })] }),
    })
    expect(await answer.json()).toMatchObject({
      results: [{ status: 'rejected', reason: 'rules.command.order_not_taken' }],
    })
    expect(await orderTakenAs(takenAs)).toMatchObject([{ stage: 'initiated' }])
  })
})

test('what depends on an order that was refused says so, and can be done once it is taken after all', async () => {
  const { create, takenAs } = provisionalOrder({ queue: 'remnant' })
  const assign = command('bay.assign', { bayId: 'bay-1', orderID: takenAs })
  const pay = (id = randomUUID()) =>
    command('order.setPayment', { orderID: takenAs, ...CASH, amount: 1500 }, { id, expect: { version: 1 } })
  await apply(server, desk, command('queue.close', { queue: 'remnant' }))
  const refused = await send(server, desk, create, assign, pay())
  expect(refused).toMatchObject([
    { status: 'rejected', reason: 'rules.command.queue_closed' },
    {
      status: 'rejected',
      code: 'not_found',
      reason: 'rules.command.order_not_taken',
      params: { order: takenAs.slice(0, -9) },
    },
    { status: 'rejected', reason: 'rules.command.order_not_taken' },
  ])
  await apply(server, desk, command('queue.open', { queue: 'remnant' }))
  const again = await send(server, desk, { ...create, id: randomUUID() }, { ...assign, id: randomUUID() }, pay())
  expect(again.map(({ status }) => status)).toEqual(['applied', 'applied', 'applied'])
  expect(await orderTakenAs(takenAs)).toMatchObject([{ stage: 'in_progress', paidAmount: 1500, bayId: 'bay-1' }])
})

describe('a price that was told', () => {
  async function change(serviceId: string, fields: object): Promise<void> {
    const found = (await server.rest('GET', `/api/services?where[serviceId][equals]=${serviceId}`)) as {
      docs: { id: number; former?: unknown }[]
    }
    expect(found.docs[0]).not.toHaveProperty('former')
    await server.rest('PATCH', `/api/services/${found.docs[0]?.id}`, fields)
  }
  const told = (toldPrice: number) =>
    provisionalOrder({ services: [{ serviceId: 'basic-wash', optionIds: [], toldPrice }] })

  test('is what the order costs, whatever the price list has become meanwhile', async () => {
    await change('basic-wash', { price: 1900 })
    const [before, now] = [told(1500), told(1900)]
    await send(server, desk, before.create, now.create)
    expect(await orderTakenAs(before.takenAs)).toMatchObject([
      { totalAmount: 1500, services: [{ price: 1500 }], staffNotes: expect.stringContaining('Basic Wash') },
    ])
    expect(await orderTakenAs(now.takenAs)).toMatchObject([{ totalAmount: 1900, staffNotes: '' }])
    await change('basic-wash', { active: false })
    const withdrawn = told(1900)
    await apply(server, desk, withdrawn.create)
    expect(await orderTakenAs(withdrawn.takenAs)).toMatchObject([{ totalAmount: 1900 }])
    await change('basic-wash', { active: true, price: 1500 })
  })

  test('that nobody ever asked is refused, and nobody writes what was asked', async () => {
    expect(await sendOne(server, desk, told(1).create)).toMatchObject({
      status: 'rejected',
      code: 'invalid',
      reason: 'rules.pricing.told_price',
    })
    await change('basic-wash', {
      former: [{ offer: { price: 1, active: true, surcharges: {}, options: [] }, until: '2099-01-01T00:00:00Z' }],
    })
    expect(await sendOne(server, desk, told(1).create)).toMatchObject({ status: 'rejected' })
  })
})

test('nobody writes a provisional number by hand', async () => {
  const { create, takenAs } = provisionalOrder()
  const { orderID } = await apply(server, desk, create)
  const found = (await server.rest('GET', `/api/orders?where[orderID][equals]=${orderID}`)) as {
    docs: { id: number }[]
  }
  await expect(
    server.rest('PATCH', `/api/orders/${found.docs[0]?.id}`, { takenAs: takenAs.replace('0', '9') }),
  ).rejects.toThrow(/takenAs/)
})

test('an order that was taken without a server is as old as it is, before its payment and in its queue', async () => {
  const ago = (minutes: number) => ({ issuedAt: new Date(Date.now() - minutes * 60_000).toISOString() })
  const { create, takenAs } = provisionalOrder()
  const paid = command('order.setPayment', { orderID: takenAs, ...CASH, amount: 1500 }, ago(20))
  await send(server, desk, { ...create, ...ago(30) }, paid)
  const [order] = await orderTakenAs(takenAs)
  const minutes = (instant = '') => Math.round((Date.now() - Date.parse(instant)) / 60_000)
  expect([order?.createdAt, order?.stageSince, order?.payments?.[0]?.at].map(minutes)).toEqual([30, 30, 20])
  const { queues } = await look(server)
  const entry = queues.flatMap(({ entries }) => entries).find(({ orderID }) => orderID === order?.orderID)
  expect(minutes(entry?.enteredAt)).toBe(30)
})

test('every command that names an order takes the provisional one', async () => {
  const names: Partial<Record<CommandType, object>> = {
    'order.setStage': { stage: 'open' },
    'order.setStatus': { staffNotes: 'x' },
    'order.setPayment': { action: 'fail' },
    'order.cancel': { reason: '' },
    'queue.move': { queue: 'regular', before: null },
    'bay.assign': { bayId: 'bay-2' },
    'bay.move': { bayId: 'bay-2', toBayId: 'bay-1' },
    'bay.release': { bayId: 'bay-2' },
  }
  for (const [type, payload] of Object.entries(names)) {
    const { takenAs } = provisionalOrder()
    const result = await sendOne(server, admin, command(type as CommandType, { orderID: takenAs, ...payload }))
    const reason = result.status === 'rejected' ? result.reason : result.status
    expect([type, reason]).toEqual([
      type,
      type === 'bay.move' ? 'rules.command.not_in_bay' : 'rules.command.order_not_taken',
    ])
  }
})
