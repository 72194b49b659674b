import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { snapshotSchema } from '@/lib/sync/car-wash/wire'
import { rawRequest } from '../../support/http'
import { startServer, type TestServer } from '../../support/server'
import { addPerson, addStation, apply, command, type Headers, takeOrder } from '../commands/site'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server?.stop())

const ask = (headers: Headers) => rawRequest(`${server.url}/api/v1/sync/snapshot`, { headers })
const snapshotFor = async (headers: Headers) => snapshotSchema.parse((await ask(headers)).json())

/** How many snapshots the server has read from its database, by its own count. */
async function reads(): Promise<number> {
  const { body } = await rawRequest(`${server.url}/api/v1/sync/metrics`, { headers: server.asAdmin() })
  return Number(/^ax_sync_snapshots_read_total (\d+)$/m.exec(body.toString())?.[1])
}

describe('a snapshot', () => {
  test('is read once for two hundred who ask at once', async () => {
    await takeOrder(server, server.asStation())
    const desk = server.asStation()
    const before = await reads()
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, at) => ask({ ...desk, ...(at % 2 ? { 'Accept-Encoding': 'gzip' } : {}) })),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(new Set(answers.map(({ headers }) => headers.etag)).size).toBe(1)
    expect(await reads()).toBe(before + 1)
    // Who is asked for later, at the same place of the log, gets it as well.
    await ask(desk)
    expect(await reads()).toBe(before + 1)
  })

  test('is read anew for whoever sees something else', async () => {
    const before = await reads()
    await ask(server.asStation())
    const kept = await reads()
    await ask(server.asAdmin())
    await ask(await addPerson(server, 'staff'))
    // An administrator and staff see the same.
    expect([kept - before, (await reads()) - kept]).toEqual([0, 1])
  })

  test('is not sent again to who has it, and is once anything changes', async () => {
    const desk = server.asStation()
    const { etag } = (await ask(desk)).headers
    const again = await ask({ ...desk, 'If-None-Match': String(etag) })
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag])
    await takeOrder(server, desk)
    const next = await ask({ ...desk, 'If-None-Match': String(etag) })
    expect(next.status).toBe(200)
    expect(next.headers.etag).not.toBe(etag)
  })

  test('has what was written before it was asked for, however many ask', async () => {
    const desk = server.asStation()
    let asking = true
    const others = Array.from({ length: 8 }, async () => {
      while (asking) await ask(server.asAdmin())
    })
    for (let round = 0; round < 20; round += 1) {
      const { seq, orderID } = await apply(
        server,
        desk,
        command('order.create', {
          plate: `SEEN ${round}`,
          vehicleType: 'sedan',
          services: [{ serviceId: 'basic-wash', optionIds: [] }],
        }),
      )
      const snapshot = await snapshotFor(desk)
      expect(snapshot.head).toBeGreaterThanOrEqual(seq)
      expect(snapshot.orders.map((order) => order.orderID)).toContain(orderID)
    }
    asking = false
    await Promise.all(others)
  })

  test('of one customer is no other’s', async () => {
    const customers: { headers: Headers; plate: string }[] = []
    for (const plate of ['MINE 1', 'MINE 2']) {
      const customer = await server.rest<{ doc: { id: number } }>('POST', '/api/customers', {
        name: plate,
        tenant: 'main',
      })
      await server.createOrder({ plate, customer: customer.doc.id })
      const headers = await addPerson(server, 'customer')
      const me = await rawRequest(`${server.url}/api/users/me`, { headers })
      await server.rest('PATCH', `/api/users/${me.json().user.id}`, { customer: customer.doc.id })
      customers.push({ headers, plate })
    }
    for (const { headers, plate } of [...customers, ...customers]) {
      const answer = await ask(headers)
      const { orders } = answer.json() as { orders: { vehicle: { plate: string } }[] }
      expect(orders.map(({ vehicle }) => vehicle.plate)).toEqual([plate])
    }
  })

  test('is given to one account so often and no more; a customer’s, which is shared with nobody, less', async () => {
    const customer = await addPerson(server, 'customer')
    const board = await addStation(server, { name: 'board', role: 'board' })
    const times = async (headers: Headers, count: number) => {
      const statuses: number[] = []
      for (let at = 0; at < count; at += 1) statuses.push((await ask(headers)).status)
      return statuses
    }
    const customers = await times(customer, 62)
    expect([customers.indexOf(429), (await ask(customer)).headers['retry-after']]).toEqual([
      60,
      expect.stringMatching(/^\d+$/),
    ])
    expect(await times(board, 62)).not.toContain(429)
  })
})
