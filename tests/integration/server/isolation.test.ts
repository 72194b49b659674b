import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSitePeople } from '@/lib/domain/people'
import { rawRequest } from '../../support/http'
import { keyHolder } from '../../support/keys'
import { startServer, type TestServer } from '../../support/server'
import { serviceAccount } from '../../support/service-account'
import { openSse } from '../../support/sse-client'

let server: TestServer
let customerToken = ''
let customerId = 0
let strangerKey = ''

const PASSWORD = 'a long enough one'

beforeAll(async () => {
  server = await startServer()
  const customer = await server.rest<{ doc: { id: number } }>('POST', '/api/customers', {
    name: 'Aina',
    phone: '+60123',
  })
  customerId = customer.doc.id
  await server.rest('POST', '/api/users', {
    email: 'aina@example.test',
    password: PASSWORD,
    role: 'customer',
    tenant: 'main',
    customer: customerId,
  })
  customerToken = await signIn('aina@example.test')
  await server.rest('POST', '/api/tenants', { tenantId: 'other', name: 'Other site' })
  const stranger = await keyHolder(server, 'stations', { name: 'stranger', role: 'cashier', tenant: 'other' })
  strangerKey = stranger.key
})
afterAll(() => server?.stop())

async function signIn(email: string): Promise<string> {
  const response = await fetch(`${server.url}/api/users/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  })
  return ((await response.json()) as { token: string }).token
}

const asCustomer = () => ({ Authorization: `JWT ${customerToken}` })
const asStranger = () => ({ Authorization: `stations API-Key ${strangerKey}` })
const read = async (path: string, headers: Record<string, string>) =>
  rawRequest(`${server.url}${path}`, { headers: { Accept: 'application/json', ...headers } })

test('a customer sees the own orders alone, without what is for staff, on every road', async () => {
  const before = (await read('/api/v1/sync/events', asCustomer())).json()
  const stream = await openSse(`${server.url}/api/v1/sync/events`, asCustomer())
  await stream.wait((frame) => frame.id !== null)
  const mine = await server.createOrder({ customer: customerId, staffNotes: 'SECRET', queue: 'regular' })
  const other = await server.createOrder({ staffNotes: 'SECRET' })
  await server.updateOrder(mine, { staffNotes: 'SECRET again' })
  await server.updateOrder(other, { stage: 'open' })
  await server.updateOrder(mine, { stage: 'open', staffNotes: 'SECRET a third time' })
  await stream.wait((frame) => frame.data?.eventType === 'stage_change')

  const page = await read(`/api/v1/sync/events?lastEventId=${before.lastEventId}`, asCustomer())
  const snapshot = await read('/api/v1/sync/snapshot', asCustomer())
  const rest = await read('/api/orders?limit=0', asCustomer())
  const everything = [JSON.stringify(stream.frames), page.body, snapshot.body, rest.body].join('\n')
  expect(everything).not.toContain('SECRET')
  expect(everything).not.toContain(other.orderID)
  expect(page.json().events.map((event: { eventType: string }) => event.eventType)).toEqual([
    'order_created',
    'stage_change',
  ])
  expect(page.json().events[0].actor).toBe('system')
  expect(stream.events().map(({ data }) => data)).toEqual(page.json().events)
  expect(snapshot.json()).toMatchObject({ queues: [], bays: [], jobs: [] })
  expect(snapshot.json().orders.map((order: { orderID: string }) => order.orderID)).toEqual([mine.orderID])
  expect(rest.json().docs).toHaveLength(1)

  expect((await read(`/api/v1/sync/events?orderID=${other.orderID}`, asCustomer())).status).toBe(404)
  expect((await read(`/api/v1/sync/events?orderID=${mine.orderID}`, asCustomer())).status).toBe(200)
  expect((await read('/api/v1/sync/events?bayId=bay-1', asCustomer())).status).toBe(403)
  for (const collection of ['jobs', 'bays', 'queues', 'customers', 'vehicles', 'stations', 'sync-events']) {
    expect([collection, (await read(`/api/${collection}`, asCustomer())).status]).toEqual([collection, 403])
  }
  stream.close()
})

test('a customer changes nothing through REST, and cannot become more', async () => {
  const mine = await server.createOrder({ customer: customerId })
  const send = async (method: string, path: string, body: object) =>
    (
      await rawRequest(`${server.url}${path}`, {
        method,
        headers: { ...asCustomer(), 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).status
  expect(await send('PATCH', `/api/orders/${mine.id}`, { stage: 'paid' })).toBe(403)
  expect(await send('POST', '/api/orders', { orderID: 'X-1' })).toBe(403)
  const { user } = (await read('/api/users/me', asCustomer())).json()
  await send('PATCH', `/api/users/${user.id}`, { role: 'admin', tenant: null })
  expect((await read('/api/users/me', asCustomer())).json().user).toMatchObject({ role: 'customer', tenant: 'main' })
})

test('a station of another site reads and writes its own site alone', async () => {
  const order = await server.createOrder()
  const snapshot = (await read('/api/v1/sync/snapshot', asStranger())).json()
  expect(snapshot.orders).toEqual([])
  expect(snapshot.queues.map(({ tenantId }: { tenantId: string }) => tenantId)).toEqual(['other', 'other', 'other'])
  expect((await read('/api/v1/sync/events?tenantId=main', asStranger())).status).toBe(403)
  expect((await read('/api/v1/sync/snapshot?tenantId=main', asStranger())).status).toBe(403)
  expect((await read(`/api/orders/${order.id}`, asStranger())).status).toBe(404)
  const write = await rawRequest(`${server.url}/api/orders/${order.id}`, {
    method: 'PATCH',
    headers: { ...asStranger(), 'Content-Type': 'application/json' },
    body: '{"stage":"paid"}',
  })
  expect(write.status).toBe(403)
  const made = await rawRequest(`${server.url}/api/orders`, {
    method: 'POST',
    headers: { ...asStranger(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ tenant: 'main' }),
  })
  // Stations act through commands; REST is for people.
  expect(made.status).toBe(403)
  const admin = (await read('/api/v1/sync/events?tenantId=other', server.asAdmin())).json()
  expect(admin.head).toBe(snapshot.head)
})

test('the log cannot be written, and its head not read, by anybody', async () => {
  for (const method of ['POST', 'PATCH', 'DELETE']) {
    const { status } = await rawRequest(`${server.url}/api/sync-events${method === 'POST' ? '' : '/1'}`, {
      method,
      headers: { ...server.asAdmin(), 'Content-Type': 'application/json' },
      ...(method === 'DELETE' ? {} : { body: '{}' }),
    })
    expect([method, status]).toEqual([method, 403])
  }
  expect((await read('/api/sync-heads', server.asAdmin())).status).toBe(403)
  expect((await read('/api/command-results', server.asAdmin())).status).toBe(403)
})

test('a station that is deleted is cut off at once, and its key is worth nothing', async () => {
  const { id, headers } = await keyHolder(server, 'stations', { name: 'leaving', role: 'board' })
  const stream = await openSse(`${server.url}/api/v1/sync/events`, headers)
  await stream.wait((frame) => frame.id !== null)
  await server.rest('DELETE', `/api/stations/${id}`)
  await expect.poll(() => stream.ended).toBe(true)
  expect((await read('/api/v1/sync/snapshot', headers)).status).toBe(401)
})

test("a customer's cursor from the future makes nobody else begin anew", async () => {
  const { epoch: others } = (await read('/api/v1/sync/events', server.asAdmin())).json()
  const { epoch, head } = (await read('/api/v1/sync/events', asCustomer())).json()
  const answer = (await read(`/api/v1/sync/events?lastEventId=event_${epoch}_${head + 50}`, asCustomer())).json()
  expect(answer).toMatchObject({ reset: 'ahead', epoch })
  expect((await read('/api/v1/sync/events', server.asAdmin())).json()).toMatchObject({ epoch: others })
})

test('names are for the staff and desks of a site, and of that site alone', async () => {
  const away = await server.rest<{ doc: { id: number } }>('POST', '/api/users', {
    email: 'farid@example.test',
    password: PASSWORD,
    name: 'Farid',
    role: 'staff',
    tenant: 'other',
  })
  const names = async (headers: Record<string, string>) => {
    const answer = await read('/api/v1/sync/people', headers)
    expect(answer.status).toBe(200)
    return readSitePeople(answer.json()).names
  }
  const actor = `user:${away.doc.id}`
  expect((await names(asStranger()))[actor]).toBe('Farid')
  expect(Object.keys(await names(server.asStation()))).not.toContain(actor)
  expect(Object.values(await names(server.asStation()))).toContain('Administrator')
  const screen = await keyHolder(server, 'stations', { name: 'wall', role: 'board' })
  for (const nobodys of [asCustomer(), screen.headers]) {
    expect((await read('/api/v1/sync/people', nobodys)).status).toBe(403)
  }
  expect((await read('/api/v1/sync/people?tenantId=main', asStranger())).status).toBe(403)
})

test('how far the log is, is told to those who may follow it alone', async () => {
  const anonymous = (await read('/api/v1/sync/health', {})).json()
  expect(anonymous).toMatchObject({ status: 'ok', version: expect.any(String), epoch: null, head: null })
  for (const headers of [{ Authorization: 'stations API-Key nobody' }, (await serviceAccount(server)).headers]) {
    expect((await read('/api/v1/sync/health', headers)).json()).toMatchObject({ status: 'ok', epoch: null, head: null })
  }
  const { epoch, head } = (await read('/api/v1/sync/events', server.asAdmin())).json()
  expect((await read('/api/v1/sync/health', server.asStation())).json()).toMatchObject({ epoch, head })
  expect((await read('/api/v1/sync/health', asStranger())).json().epoch).not.toBe(epoch)
})

test('an order handed to another customer is taken from the first, and told to no one but both', async () => {
  const person = async (name: string) => {
    const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/customers', {
      name,
      phone: `+6012${name}`,
    })
    const email = `${name}@example.test`
    await server.rest('POST', '/api/users', {
      email,
      password: PASSWORD,
      role: 'customer',
      tenant: 'main',
      customer: doc.id,
    })
    return { id: doc.id, headers: { Authorization: `JWT ${await signIn(email)}` } }
  }
  const [first, second] = [await person('FIRST'), await person('SECOND')]
  const admin = server.asAdmin()
  const order = await server.createOrder({ customer: first.id, customerNotes: 'of the first' })
  const here = async (headers: Record<string, string>) =>
    (await read('/api/v1/sync/events', headers)).json().lastEventId
  const from = new Map<object, string>()
  for (const headers of [first.headers, second.headers, admin]) from.set(headers, await here(headers))
  const stream = await openSse(
    `${server.url}/api/v1/sync/events?eventTypes=stage_change&lastEventId=${from.get(first.headers)}`,
    first.headers,
  )
  await stream.wait((frame) => frame.data?.eventType === 'connected')
  await server.updateOrder(order, { customer: second.id, plate: 'SECRET 2' })
  const gone = await stream.wait((frame) => frame.data?.eventType === 'order_deleted')
  expect(gone.data).toMatchObject({ orderID: order.orderID, data: { order: { orderID: order.orderID } } })
  await server.updateOrder(order, { customerNotes: 'SECRET of the second' })
  const events = async (headers: Record<string, string>) => {
    const { body } = await read(`/api/v1/sync/events?limit=500&lastEventId=${from.get(headers)}`, headers)
    return {
      text: body.toString(),
      types: JSON.parse(body.toString()).events.map((event: { eventType: string }) => event.eventType),
    }
  }
  const toFirst = await events(first.headers)
  expect(toFirst.types).toEqual(['order_deleted'])
  expect(toFirst.text).not.toMatch(/SECRET|SECOND/)
  expect(JSON.stringify(stream.frames)).not.toMatch(/SECRET|SECOND/)
  const toSecond = await events(second.headers)
  expect(toSecond.types).toEqual(['status_update', 'status_update'])
  expect(toSecond.text).not.toMatch(/FIRST/)
  const toStaff = await events(admin)
  expect(toStaff.types).toEqual(['status_update', 'status_update', 'status_update'])
  expect((await read('/api/v1/sync/snapshot', first.headers)).json().orders).toEqual([])

  // The last customer of an order that belongs to nobody any more is told as well, although no public field changed.
  await server.updateOrder(order, { customer: null })
  expect((await events(second.headers)).types.at(-1)).toBe('order_deleted')
  expect((await read('/api/v1/sync/snapshot', second.headers)).json().orders).toEqual([])
  stream.close()
})
