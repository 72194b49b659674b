import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OWN_ADDRESSES } from '@/cms/server/own-addresses'
import { formatEventId } from '@/lib/sync/protocol'
import { rawRequest } from '../../support/http'
import { keyHolder } from '../../support/keys'
import { startServer, type TestServer } from '../../support/server'
import { openSse } from '../../support/sse-client'

type Headers = Record<string, string>

let server: TestServer
beforeAll(async () => {
  server = await startServer({ env: { AX_HEARTBEAT_MS: '600000' } })
})
afterAll(() => server?.stop())

const ask = (headers: Headers, body: object = {}, query = '') =>
  rawRequest(`${server.url}/api/v1/sync/token${query}`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

async function tokenOf(headers: Headers, body: object = {}): Promise<Headers> {
  const answer = await ask(headers, body)
  expect(answer.status, answer.body.toString()).toBe(200)
  return { Authorization: `Bearer ${answer.json().token}` }
}

const get = (path: string, headers: Headers) =>
  rawRequest(`${server.url}/api/v1/sync/${path}`, { headers: { Accept: 'application/json', ...headers } })

async function signIn(email = 'owner@example.test', password = 'correct horse battery'): Promise<Headers> {
  const answer = await rawRequest(`${server.url}/api/users/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  return { Authorization: `JWT ${answer.json().token}` }
}

test('a token made with a key reads as its audience, for its minutes', async () => {
  const answer = await ask(server.asStation(), { audience: 'board', minutes: 5 })
  const { token, expiresAt, tenantId, audience } = answer.json()
  expect([tenantId, audience, answer.headers['cache-control']]).toEqual(['main', 'board', 'no-store'])
  const left = Date.parse(expiresAt) - Date.now()
  expect(left).toBeGreaterThan(4 * 60_000)
  expect(left).toBeLessThanOrEqual(5 * 60_000)

  const { id } = await server.createOrder({ plate: 'TKN 1', totalAmount: 500 })
  const headers = { Authorization: `Bearer ${token}` }
  const board = await keyHolder(server, 'stations', { name: `board-${randomUUID()}`, role: 'board' })
  const [asToken, asBoard] = [await get('snapshot', headers), await get('snapshot', board.headers)]
  expect(asToken.json()).toEqual(asBoard.json())
  expect(asToken.body.toString()).not.toContain('totalAmount')
  expect(id).toBeGreaterThan(0)
  expect((await get('health', headers)).json().head).toBe(asBoard.json().head)
})

test('a token opens what reads the log, and nothing else', async () => {
  const headers = await tokenOf(await signIn())
  const statuses = await Promise.all(
    OWN_ADDRESSES.filter(({ path }) => path.startsWith('/api/v1/sync/')).map(async ({ method, path }) => {
      const { status } = await rawRequest(`${server.url}${path}`, {
        method,
        headers: { ...headers, Accept: 'application/json', 'Content-Type': 'application/json' },
        ...(method === 'GET' ? {} : { body: '{}' }),
      })
      return [path.split('/').at(-1), status]
    }),
  )
  expect(Object.fromEntries(statuses)).toEqual({
    ...{ events: 200, snapshot: 200, health: 200, live: 200, ready: 200 },
    ...{ 'openapi.json': 200, 'asyncapi.json': 200 },
    ...{
      metrics: 403,
      commands: 403,
      orders: 403,
      history: 403,
      people: 403,
      pin: 403,
      sites: 403,
      station: 403,
      token: 403,
    },
  })
  for (const path of ['/api/orders', '/api/users', '/api/stations', '/api/tenants']) {
    expect((await rawRequest(`${server.url}${path}`, { headers })).status, path).toBe(403)
  }
  expect((await rawRequest(`${server.url}/api/users/me`, { headers })).json().user).toBeNull()
})

test('however often an event is named, the token is one that can be sent', async () => {
  const headers = await tokenOf(server.asStation(), { eventTypes: Array(1_000).fill('payment_update') })
  expect((await get('snapshot', headers)).status).toBe(200)
})

test('nobody lets others read more than they read themselves, or another site', async () => {
  const board = await keyHolder(server, 'stations', { name: `board-${randomUUID()}`, role: 'board' })
  const refused = await Promise.all([
    ask(board.headers, { audience: 'staff' }),
    ask(board.headers, { audience: 'bay' }),
    ask(board.headers, { audience: 'customer', orderID: 'AX-1' }),
    ask(board.headers, { audience: 'cashier' }),
    ask(server.asStation(), {}, '?tenantId=elsewhere'),
  ])
  expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
  const wrong = await Promise.all([
    ask(server.asStation(), { minutes: 61 }),
    ask(server.asStation(), { minutes: 0 }),
    ask(server.asStation(), { eventTypes: [] }),
    ask(server.asStation(), { audience: 'service' }),
    ask(server.asStation(), { tenantID: 'main' }),
    ask(server.asStation(), { audience: 'customer' }),
  ])
  expect(wrong.map(({ status, json }) => [status, json().error.code])).toEqual(wrong.map(() => [400, 'bad_body']))
  expect((await ask(server.asAdmin(), {}, '?tenantId=nowhere')).status).toBe(404)
  expect((await ask({}, {})).status).toBe(401)
})

test('a token changed by a letter, or by another server, opens nothing', async () => {
  const { Authorization = '' } = await tokenOf(server.asStation())
  const [head = '', body = '', signature = ''] = Authorization.slice('Bearer '.length).split('.')
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
  const longer = Buffer.from(JSON.stringify({ ...claims, expires: claims.expires + 1 })).toString('base64url')
  for (const token of [
    `${head}.${longer}.${signature}`,
    `${head}.${body}.${signature.slice(1)}`,
    `${head}.${body}.`,
    `${head}.x`,
  ]) {
    const { status, json } = await get('events', { Authorization: `Bearer ${token}` })
    expect([status, json().error.code], token).toEqual([401, 'unauthorized'])
  }
})

test('a token of one order reads that order: its documents and its events, whatever is asked for', async () => {
  const mine = await server.createOrder({ plate: 'MINE 1' })
  const other = await server.createOrder({ plate: 'OTHER 1' })
  const headers = await tokenOf(server.asStation(), { orderID: mine.orderID })
  const snapshot = (await get('snapshot', headers)).json()
  expect(snapshot.orders.map((order: { orderID: string }) => order.orderID)).toEqual([mine.orderID])
  expect([snapshot.queues, snapshot.bays, snapshot.concerns]).toEqual([[], [], []])

  const stream = await openSse(`${server.url}/api/v1/sync/events`, headers)
  const connected = await stream.wait(({ data }) => data?.eventType === 'connected')
  expect(connected.data.data.gapless).toBe(false)
  await server.updateOrder(other, { customerNotes: 'not theirs' })
  await server.updateOrder(mine, { customerNotes: 'theirs' })
  await stream.wait(({ data }) => data?.orderID === mine.orderID)
  stream.close()
  expect(new Set(stream.events().map(({ data }) => data.orderID))).toEqual(new Set([mine.orderID]))

  const from = formatEventId({ epoch: snapshot.epoch, seq: 0 })
  const page = (await get(`events?lastEventId=${from}&limit=500`, headers)).json()
  expect(page.events.length).toBeGreaterThan(0)
  expect(page.events.every((event: { orderID: string }) => event.orderID === mine.orderID)).toBe(true)
  expect((await get(`events?orderID=${other.orderID}`, headers)).status).toBe(403)
  expect((await get(`events?orderID=${mine.orderID}`, headers)).status).toBe(200)
})

test('a token of some types and one bay reads those', async () => {
  const types = await tokenOf(server.asStation(), { eventTypes: ['queue_update'] })
  const snapshot = (await get('snapshot', types)).json()
  expect([snapshot.orders, snapshot.jobs, snapshot.concerns]).toEqual([[], [], []])
  expect(snapshot.bays.length).toBeGreaterThan(0)
  expect((await get('events?eventTypes=stage_change', types)).status).toBe(403)
  expect((await get('events?eventTypes=stage_change,queue_update', types)).status).toBe(200)
  const bay = await tokenOf(server.asStation(), { bayId: 'bay-1' })
  expect((await get('snapshot', bay)).json().bays.map(({ bayId }: { bayId: string }) => bayId)).toEqual(['bay-1'])
})

test('staff let a customer read the order a page is about, as that customer', async () => {
  const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/customers', { name: 'Own', tenant: 'main' })
  const order = await server.createOrder({ customer: doc.id, staffNotes: 'for staff' })
  const headers = await tokenOf(server.asStation(), { audience: 'customer', orderID: order.orderID })
  const { orders } = (await get('snapshot', headers)).json()
  expect(orders).toHaveLength(1)
  expect(orders[0]).not.toHaveProperty('staffNotes')
  const nobodys = await server.createOrder()
  expect((await ask(server.asStation(), { audience: 'customer', orderID: nobodys.orderID })).status).toBe(404)
})

/** Nothing else ends a stream here: the next heartbeat is ten minutes away. */
const ENDED = { timeout: 20_000 }

test('a log-out ends what was made with that session, at once', async () => {
  const [leaving, staying] = [await signIn(), await signIn()]
  const [gone, kept] = [await tokenOf(leaving), await tokenOf(staying)]
  const streams = [
    await openSse(`${server.url}/api/v1/sync/events`, gone),
    await openSse(`${server.url}/api/v1/sync/events`, kept),
  ]
  await rawRequest(`${server.url}/api/users/logout`, { method: 'POST', headers: leaving })
  await expect.poll(() => streams[0]?.ended, ENDED).toBe(true)
  expect(streams[1]?.ended).toBe(false)
  expect((await get('events', gone)).status).toBe(401)
  expect((await get('events', kept)).status).toBe(200)
  streams[1]?.close()
})

test('a key that is withdrawn, and an account whose role reads less, end what was made with them', async () => {
  const station = await keyHolder(server, 'stations', { name: `desk-${randomUUID()}`, role: 'cashier' })
  const first = await tokenOf(station.headers)
  const { apiKey } = await server.rest<{ apiKey: string }>('POST', `/api/stations/${station.id}/key`)
  expect((await get('events', first)).status).toBe(401)
  const renewed = { Authorization: `stations API-Key ${apiKey}` }
  const [desk, board] = [await tokenOf(renewed), await tokenOf(renewed, { audience: 'board' })]
  await server.rest('PATCH', `/api/stations/${station.id}`, { role: 'board' })
  expect((await get('events', desk)).status).toBe(401)
  expect((await get('events', board)).status).toBe(200)
  await server.rest('DELETE', `/api/stations/${station.id}`)
  expect((await get('events', board)).status).toBe(401)
})

test('a customer gets no more by tokens than a customer may', async () => {
  const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/customers', { name: 'Busy', tenant: 'main' })
  const [email, password] = [`${randomUUID()}@example.test`, 'a long enough one']
  await server.rest('POST', '/api/users', { email, password, role: 'customer', tenant: 'main', customer: doc.id })
  const customer = await signIn(email, password)
  const tokens = await Promise.all(Array.from({ length: 6 }, () => tokenOf(customer)))
  const open = (headers: Headers) => openSse(`${server.url}/api/v1/sync/events`, headers)
  const streams = await Promise.all([...tokens, ...tokens].map(open))
  expect(streams.filter(({ status }) => status === 200)).toHaveLength(10)
  for (const stream of streams) stream.close()
  const taken = await Promise.all(Array.from({ length: 66 }, (_, at) => get('snapshot', tokens[at % 6] ?? {})))
  expect(taken.filter(({ status }) => status === 200)).toHaveLength(60)
})

test('a token has streams of its own number, and an account makes so many tokens a minute', async () => {
  const station = await keyHolder(server, 'stations', { name: `busy-${randomUUID()}`, role: 'board' })
  const token = await tokenOf(station.headers)
  const open = (headers: Headers) => openSse(`${server.url}/api/v1/sync/events`, headers)
  const streams = await Promise.all(Array.from({ length: 20 }, () => open(token)))
  expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200))
  const [more, another, itself] = [
    await open(token),
    await open(await tokenOf(station.headers)),
    await open(station.headers),
  ]
  expect([more.status, another.status, itself.status]).toEqual([429, 200, 200])
  for (const stream of [...streams, another, itself]) stream.close()

  const made = await Promise.all(Array.from({ length: 119 }, () => ask(station.headers)))
  const refused = made.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(1)
  expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0)
})
