import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer, type TestServer } from '../../support/server'
import { addPerson, apply, command, type Headers, look, sendOne, takeOrder } from './site'

let server: TestServer
let desk: Headers
beforeAll(async () => {
  server = await startServer()
  desk = server.asStation()
})
afterAll(() => server.stop())

describe('an edit past the commands', () => {
  const edit = async (headers: Headers, orderID: string, data: object) => {
    const { docs } = await server.rest<{ docs: { id: number }[] }>(
      'GET',
      `/api/orders?where[orderID][equals]=${orderID}`,
    )
    return fetch(`${server.url}/api/orders/${docs[0]?.id}`, {
      method: 'PATCH',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(data),
    })
  }

  test.each([
    ['stage', 'completed'],
    ['overallStatus', 'picked_up'],
    ['paymentStatus', 'refunded'],
    ['paidAmount', 0],
    ['totalAmount', 1],
    ['discount', 500],
    ['currency', 'USD'],
    ['services', []],
    ['queue', null],
    ['bayId', 'bay-2'],
    ['createdAt', '2020-01-01T00:00:00.000Z'],
    ['stageSince', '2020-01-01T00:00:00.000Z'],
    ['qrCodeGenerated', true],
    ['orderID', 'MINE-1'],
  ])('of %s is refused by name, whoever tries: commands alone change it', async (field, value) => {
    const orderID = await takeOrder(server, desk)
    await apply(server, desk, command('order.setPayment', { orderID, action: 'pay', method: 'cash', amount: 700 }))
    const before = (await look(server)).order(orderID)
    for (const headers of [await addPerson(server, 'staff'), server.asAdmin()]) {
      const refused = await edit(headers, orderID, { plate: 'NEW 1', [field]: value })
      expect(refused.status).toBe(403)
      expect(await refused.json()).toMatchObject({ errors: [{ data: { code: 'command_field', field } }] })
    }
    expect((await look(server)).order(orderID)).toEqual(before)
  })

  test('of a queue, a bay or a job is left to commands too', async () => {
    const one = async (collection: string, which: string) =>
      (await server.rest<{ docs: { id: number }[] }>('GET', `/api/${collection}?limit=1&${which}`)).docs[0]?.id
    const orderID = await takeOrder(server, desk)
    await apply(server, desk, command('bay.assign', { bayId: 'bay-2', orderID }))
    const waiting = await takeOrder(server, desk)
    expect((await look(server)).waiting('regular')).toContain(waiting)
    const regular = 'where[queueId][equals]=regular'
    for (const [collection, which, change] of [
      ['queues', regular, { open: false }],
      ['queues', regular, { entries: [] }],
      ['bays', '', { status: 'out_of_service' }],
      ['jobs', '', { status: 'cancelled' }],
    ] as const) {
      const refused = await fetch(`${server.url}/api/${collection}/${await one(collection, which)}`, {
        method: 'PATCH',
        headers: { ...server.asAdmin(), 'Content-Type': 'application/json' },
        body: JSON.stringify(change),
      })
      expect({ collection, status: refused.status }).toEqual({ collection, status: 403 })
      expect(await refused.json()).toMatchObject({ errors: [{ data: { code: 'command_field' } }] })
    }
    await apply(server, desk, command('order.cancel', { orderID }))
  })

  const take = async (data: object) => {
    const answer = await fetch(`${server.url}/api/orders`, {
      method: 'POST',
      headers: { ...(await addPerson(server, 'staff')), 'Content-Type': 'application/json' },
      body: JSON.stringify(data),
    })
    return { status: answer.status, body: (await answer.json()) as { doc?: { orderID: string } } }
  }

  test('takes an order as the desk does: the day’s number, the first stage, the price list, its queue', async () => {
    const services = [{ serviceId: 'basic-wash', optionIds: [] }]
    const { status, body } = await take({ plate: 'PAN 1', vehicleType: 'sedan', queue: 'vip', services })
    expect(status).toBe(201)
    const orderID = body.doc?.orderID ?? ''
    expect(orderID).toMatch(/^AX-\d{8}-\d{4}$/)
    const state = await look(server)
    expect(state.waiting('vip')).toContain(orderID)
    expect(state.order(orderID)).toMatchObject({
      stage: 'initiated',
      paymentStatus: 'pending',
      totalAmount: 1500,
      paidAmount: 0,
      currency: 'MYR',
    })
    expect(await takeOrder(server, desk)).not.toBe(orderID)
  })

  test.each([
    [
      'a price of one’s own',
      { services: [{ serviceId: 'basic-wash', name: 'x', price: 1, minutes: 1, options: [] }] },
      400,
    ],
    ['a service the site does not sell', { services: [{ serviceId: 'gold-plating' }] }, 400],
    ['a number of one’s own', { orderID: 'AX-20260101-0001' }, 403],
    ['a stage', { stage: 'paid' }, 403],
    ['money', { paidAmount: 100 }, 403],
    ['a discount', { discount: 100 }, 403],
    ['another day', { createdAt: '2020-01-01T00:00:00.000Z' }, 403],
  ])('takes no order with %s', async (_, data, status) => {
    const refused = await take({ plate: 'PAN 2', ...data })
    expect(refused.status).toBe(status)
    expect(refused.body).toMatchObject({ errors: [{ data: { code: expect.any(String) } }] })
  })

  test('takes no order into a closed queue', async () => {
    await apply(server, desk, command('queue.close', { queue: 'remnant' }))
    expect(await take({ plate: 'PAN 3', queue: 'remnant' })).toMatchObject({
      status: 409,
      body: { errors: [{ data: { code: 'queue_closed' } }] },
    })
    await apply(server, desk, command('queue.open', { queue: 'remnant' }))
  })

  test('a deleted order leaves its queue', async () => {
    const orderID = await takeOrder(server, desk)
    const { docs } = await server.rest<{ docs: { id: number }[] }>(
      'GET',
      `/api/orders?where[orderID][equals]=${orderID}`,
    )
    await server.rest('DELETE', `/api/orders/${docs[0]?.id}`)
    expect((await look(server)).waiting('regular')).not.toContain(orderID)
  })

  test('a deleted order leaves its bay, and its job is called off', async () => {
    const orderID = await takeOrder(server, desk)
    await apply(server, desk, command('bay.assign', { bayId: 'bay-2', orderID }))
    const { jobId } = (await look(server)).jobIn('bay-2')
    const { docs } = await server.rest<{ docs: { id: number }[] }>(
      'GET',
      `/api/orders?where[orderID][equals]=${orderID}`,
    )
    await server.rest('DELETE', `/api/orders/${docs[0]?.id}`)
    expect((await look(server)).bay('bay-2')).toMatchObject({ status: 'available', orderID: null, jobId: null })
    expect(await sendOne(server, server.asAdmin(), command('job.start', { jobId }))).toMatchObject({
      reason: 'rules.job.ended',
    })
  })
})
