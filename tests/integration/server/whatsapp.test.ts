import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Catalogue, readCatalogue } from '@/lib/domain'
import { rawRequest } from '../../support/http'
import { startServer, type TestServer } from '../../support/server'
import { serviceAccount } from '../../support/service-account'
import { openSse } from '../../support/sse-client'

let server: TestServer
let site: number
let service: Record<string, string>

beforeAll(async () => {
  server = await startServer()
  const { docs } = await server.rest<{ docs: { id: number }[] }>('GET', '/api/tenants')
  site = docs[0]?.id as number
  service = (await serviceAccount(server)).headers
})
afterAll(() => server?.stop())

const send = (method: string, path: string, headers: Record<string, string>, body: object) =>
  rawRequest(`${server.url}${path}`, {
    method,
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

/** The price list and site as a cashier's station reads them. */
async function catalogue(): Promise<Catalogue> {
  const read = async (path: string) =>
    (await rawRequest(`${server.url}${path}`, { headers: server.asStation() })).json()
  return readCatalogue(await read('/api/services?depth=0&limit=100'), await read('/api/tenants?depth=0&limit=1'))
}

describe("the site's number", () => {
  test('is none until the owner enters one: customers must not be led to a stranger', async () => {
    expect((await catalogue()).whatsappNumber).toBeNull()
  })

  test('is kept so that it can be dialled, however it was written, and reaches the station', async () => {
    const written = await send('PATCH', `/api/tenants/${site}`, server.asAdmin(), {
      whatsappNumber: '+60 12-345 (6789)',
    })
    expect(written.status).toBe(200)
    expect((await catalogue()).whatsappNumber).toBe('+60123456789')
  })

  test.each(['0123456789', '+0123456789', '+60 call me', '60123456789', '+601'])(
    'refuses %j with the field and the way out',
    async (bad) => {
      const answer = await send('PATCH', `/api/tenants/${site}`, server.asAdmin(), { whatsappNumber: bad })
      expect(answer.status).toBe(400)
      expect(answer.json()).toMatchObject({
        errors: [{ data: { errors: [{ path: 'whatsappNumber', message: expect.stringContaining('country code') }] } }],
      })
      expect((await catalogue()).whatsappNumber).toBe('+60123456789')
    },
  )

  test('can be taken away', async () => {
    await server.rest('PATCH', `/api/tenants/${site}`, { whatsappNumber: '' })
    expect((await catalogue()).whatsappNumber).toBeNull()
  })
})

describe('the service that talks to WhatsApp', () => {
  test('finds an order by its number and says that its customer came; whoever watches sees it at once', async () => {
    const order = await server.createOrder({ staffNotes: 'for staff' })
    const stream = await openSse(`${server.url}/api/v1/sync/events?eventTypes=whatsapp_connected`, server.asStation())
    await stream.wait((frame) => frame.id !== null)
    const found = await rawRequest(`${server.url}/api/orders?where[orderID][equals]=${order.orderID}`, {
      headers: service,
    })
    expect(found.json()).toMatchObject({ totalDocs: 1, docs: [{ id: order.id, orderID: order.orderID }] })
    expect(found.json().docs[0]).not.toHaveProperty('staffNotes')

    expect((await send('PATCH', `/api/orders/${order.id}`, service, { whatsappLinked: true })).status).toBe(200)
    const event = await stream.wait((frame) => frame.data?.eventType === 'whatsapp_connected')
    expect(event.data).toMatchObject({ orderID: order.orderID, actor: /^user:\d+$/.exec(event.data.actor)?.[0] })
    // A service may not read the notes; whoever may still has them, and nothing says that they changed.
    expect(event.data.data.order).toMatchObject({ whatsappLinked: true, staffNotes: 'for staff' })
    const { body } = await rawRequest(`${server.url}/api/v1/sync/events?lastEventId=${event.id}`, {
      headers: { ...server.asStation(), Accept: 'application/json' },
    })
    expect(JSON.parse(body.toString()).events).toEqual([])
    stream.close()
  })

  test.each([{ stage: 'paid' }, { whatsappLinked: true, paidAmount: 1 }, { staffNotes: 'mine' }, { customer: 1 }])(
    'may not tell %j, and is told so',
    async (change) => {
      const order = await server.createOrder()
      const before = await server.rest('GET', `/api/orders/${order.id}?depth=0`)
      const answer = await send('PATCH', `/api/orders/${order.id}`, service, change)
      expect(answer.status).toBe(403)
      expect(answer.json()).toMatchObject({ errors: [{ data: { code: 'service_field' } }] })
      expect(await server.rest('GET', `/api/orders/${order.id}?depth=0`)).toEqual(before)
    },
  )

  test('reaches nothing else: not the log, not commands, not other collections, not another site', async () => {
    for (const path of ['/api/v1/sync/events', '/api/v1/sync/snapshot']) {
      const answer = await rawRequest(`${server.url}${path}`, { headers: { ...service, Accept: 'application/json' } })
      expect({ path, status: answer.status }).toEqual({ path, status: 403 })
    }
    const command = {
      id: crypto.randomUUID(),
      type: 'queue.close',
      payload: { queue: 'regular' },
      issuedAt: new Date().toISOString(),
    }
    expect((await send('POST', '/api/v1/sync/commands', service, { commands: [command] })).status).toBe(403)
    for (const collection of ['customers', 'stations', 'users', 'jobs', 'sync-events']) {
      const answer = await rawRequest(`${server.url}/api/${collection}`, { headers: service })
      expect({ collection, status: answer.status }).toEqual({ collection, status: 403 })
    }
    expect((await send('POST', '/api/orders', service, { orderID: 'X-1', stage: 'initiated' })).status).toBe(403)
    await server.rest('POST', '/api/tenants', { tenantId: 'other', name: 'Other site' })
    const { id } = await server.createOrder({ tenant: 'other' })
    expect((await send('PATCH', `/api/orders/${id}`, service, { whatsappLinked: true })).status).toBe(403)
  })

  test('nobody else may say it over REST: not a cashier station, not a customer', async () => {
    const order = await server.createOrder()
    await server.rest('POST', '/api/users', {
      email: 'c@example.test',
      password: 'a long enough one',
      role: 'customer',
      tenant: 'main',
    })
    const login = await send('POST', '/api/users/login', {}, { email: 'c@example.test', password: 'a long enough one' })
    for (const headers of [server.asStation(), { Authorization: `JWT ${login.json().token}` }]) {
      expect((await send('PATCH', `/api/orders/${order.id}`, headers, { whatsappLinked: true })).status).toBe(403)
    }
    expect(await server.rest('GET', `/api/orders/${order.id}?depth=0`)).toMatchObject({ whatsappLinked: false })
  })

  test('a key is for services alone: a person gets none, and a service made a person loses its own', async () => {
    const person = { email: 's@example.test', password: 'a long enough one', role: 'staff', tenant: 'main' }
    const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/users', person)
    expect((await send('POST', `/api/users/${doc.id}/key`, server.asAdmin(), {})).status).toBe(400)
    const { id, headers } = await serviceAccount(server)
    const read = async () => (await rawRequest(`${server.url}/api/orders`, { headers })).status
    expect(await read()).toBe(200)
    await server.rest('PATCH', `/api/users/${id}`, { role: 'staff' })
    expect(await read()).toBe(403)
  })
})
