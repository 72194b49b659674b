import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import { firstThatAnswers } from '../support/balancer'
import { Follower } from '../support/follower'
import { heldRequest } from '../support/held-request'
import { keyHolder } from '../support/keys'
import { startPostgres, type TestPostgres } from '../support/postgres'
import { startServer, type TestServer } from '../support/server'
import { openSse, type SseClient } from '../support/sse-client'

let postgres: TestPostgres
let nodes: TestServer[] = []
let side: pg.Client
let environment: Record<string, string>

const nodeOf = (place: number) => nodes[place % nodes.length] as TestServer
const NOBODY = { adminToken: '', cookieName: '' }

beforeAll(async () => {
  postgres = await startPostgres()
  const uri = await postgres.newDatabase()
  environment = { DATABASE_URI: uri, PAYLOAD_SECRET: 'one secret for all of them', AX_HEARTBEAT_MS: '600000' }
  // On an empty database, at once.
  nodes = await Promise.all([
    startServer({ env: environment }),
    startServer({ env: environment, station: null, signedIn: NOBODY }),
    startServer({ env: environment, station: null, signedIn: NOBODY }),
  ])
  side = new pg.Client({ connectionString: uri })
  side.on('error', () => undefined)
  await side.connect()
})
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()))
  await side?.end()
  await postgres?.close()
})

const asStation = () => nodeOf(0).asStation()

async function send(node: TestServer, commands: readonly object[]): Promise<CommandResult[]> {
  const response = await fetch(`${node.url}/api/v1/sync/commands`, {
    method: 'POST',
    headers: { ...asStation(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ commands }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${text}`)
  return (JSON.parse(text) as { results: CommandResult[] }).results
}

const newOrder = () => ({
  id: randomUUID(),
  type: 'order.create',
  issuedAt: new Date().toISOString(),
  payload: {
    plate: 'TST 1',
    vehicleType: 'sedan',
    queue: 'regular',
    services: [{ serviceId: 'basic-wash', optionIds: [] }],
  },
})

async function open(node: TestServer, headers: Record<string, string>, after?: string): Promise<SseClient> {
  const stream = await openSse(`${node.url}/api/v1/sync/events${after ? `?lastEventId=${after}` : ''}`, headers)
  await stream.wait((frame) => frame.data?.eventType === 'connected')
  return stream
}

const seqsOf = (stream: SseClient) => stream.events().map(({ id }) => Number(id?.split('_')[2]))
const countOf = async (query: string) => Number((await side.query(query)).rows[0]?.count)
const headOf = async () => Number((await side.query("SELECT head FROM sync_heads WHERE tenant = 'main'")).rows[0]?.head)
/** No test waits so long for what is told: a lost hint is found by looking, after five seconds. */
const SOON = { timeout: 20_000 }

test('three that start at once on an empty database are one server: one site, one administrator', async () => {
  expect(await countOf('SELECT count(*) FROM tenants')).toBe(1)
  expect(await countOf('SELECT count(*) FROM users')).toBe(1)
  expect(await countOf("SELECT count(*) FROM counters WHERE name LIKE 'storage %'")).toBe(1)
})

test('a link that signs in once does so at one of them, whichever it is', async () => {
  const link = new URL(/Sign in once: (\S+)/.exec(nodeOf(0).output())?.[1] ?? '')
  const answers = await Promise.all(
    nodes.map((node) => fetch(`${node.url}${link.pathname}${link.search}`, { redirect: 'manual' })),
  )
  expect(answers.map(({ headers }) => headers.has('set-cookie')).filter(Boolean)).toHaveLength(1)
})

test('people who sign in at all of them at once stay signed in', async () => {
  const tokens = await Promise.all(
    nodes.map(async (node) => {
      const response = await fetch(`${node.url}/api/users/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ email: 'owner@example.test', password: 'correct horse battery' }),
      })
      return ((await response.json()) as { token: string }).token
    }),
  )
  const found = await Promise.all(
    tokens.map((token) =>
      fetch(`${nodeOf(0).url}/api/v1/sync/snapshot`, { headers: { Authorization: `JWT ${token}` } }),
    ),
  )
  expect(found.map(({ status }) => status)).toEqual([200, 200, 200])
})

test('a command that is sent to all of them is done by one; numbers and the log have no gap', async () => {
  const streams = await Promise.all(nodes.map((node) => open(node, asStation())))
  const before = await headOf()
  const commands = Array.from({ length: 12 }, newOrder)
  const answers = await Promise.all(nodes.flatMap((node) => commands.map((command) => send(node, [command]))))
  const statuses = answers.map(([answer]) => answer?.status)
  expect(statuses.filter((status) => status === 'applied')).toHaveLength(commands.length)
  expect(statuses.filter((status) => status === 'duplicate')).toHaveLength(2 * commands.length)
  const numbers = answers.flatMap(([answer]) => (answer?.status === 'applied' ? [String(answer.orderID)] : []))
  expect(numbers.map((number) => Number(number.slice(-4))).sort((a, b) => a - b)).toEqual(
    commands.map((_, place) => place + 1),
  )
  const head = await headOf()
  const all = Array.from({ length: head - before }, (_, place) => before + place + 1)
  for (const stream of streams) {
    await expect.poll(() => seqsOf(stream), SOON).toEqual(all)
    stream.close()
  }
})

test('a stream goes on at another server where it ended', async () => {
  const stream = await open(nodeOf(0), asStation())
  await send(nodeOf(1), [newOrder()])
  await expect.poll(() => stream.events().length, SOON).toBeGreaterThan(0)
  stream.close()
  const seen = seqsOf(stream).at(-1) as number
  await send(nodeOf(2), [newOrder()])
  const again = await open(nodeOf(1), asStation(), stream.events().at(-1)?.id as string)
  const head = await headOf()
  await expect
    .poll(() => seqsOf(again), SOON)
    .toEqual(Array.from({ length: head - seen }, (_, place) => seen + place + 1))
  again.close()
})

test('the figures of several sites are those of all servers: what one writes, and who may see them, shows at another', async () => {
  const [here, there] = [nodeOf(0), nodeOf(1)]
  const account = { email: 'of-all@example.test', password: 'a long enough one', role: 'admin', tenant: null }
  const { doc } = await here.rest<{ doc: { id: number } }>('POST', '/api/users', account)
  const signedIn = await fetch(`${here.url}/api/users/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(account),
  })
  const { token } = (await signedIn.json()) as { token: string }
  const stream = await openSse(`${here.url}/api/v1/sync/sites`, { Authorization: `JWT ${token}` })
  const first = await stream.wait(({ data }) => data?.eventType === 'sites')
  const { underWay } = first.data.data.sites[0].figures
  await send(there, [newOrder()])
  await stream.wait(({ data }) => data?.eventType === 'site' && data.data.figures?.underWay === underWay + 1)
  await fetch(`${there.url}/api/users/${doc.id}`, {
    method: 'PATCH',
    headers: { ...here.asAdmin(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ role: 'customer', tenant: 'main' }),
  })
  await expect.poll(() => stream.ended, SOON).toBe(true)
})

test('an order is found at any of them, by its car and by a part of what it says', async () => {
  const customer = { name: 'Nur Aisyah', phone: '012-345 6789' }
  const order = newOrder()
  const [taken] = await send(nodeOf(1), [{ ...order, payload: { ...order.payload, plate: 'fnd 7-7', customer } }])
  expect(taken?.status).toBe('applied')
  for (const query of ['plate=FND77', 'text=nd7', 'text=aisyah', 'text=%2B60%2012-345%206789']) {
    const answer = await fetch(`${nodeOf(2).url}/api/v1/sync/orders?${query}`, { headers: asStation() })
    expect(await answer.json(), query).toMatchObject({ orders: [{ vehicle: { plate: 'FND 7-7' } }], next: null })
  }
})

test('what a client names that the database cannot look for is nobody and nothing, and no failure', async () => {
  const command = { ...newOrder(), person: '99999999999999999999' }
  expect((await send(nodeOf(0), [command]))[0]?.status).toBe('applied')
  const pin = await fetch(`${nodeOf(0).url}/api/v1/sync/pin`, {
    method: 'POST',
    headers: { ...asStation(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ personId: '99999999999', pin: '2580' }),
  })
  expect(pin.status).toBe(404)
  for (const query of ['text=no%00body', 'plate=%00NONE', 'text=%00%00%00']) {
    const answer = await fetch(`${nodeOf(0).url}/api/v1/sync/orders?${query}`, { headers: asStation() })
    expect([query, answer.status < 500]).toEqual([query, true])
  }
})

test('edits by REST on all of them at once: none is lost', async () => {
  const order = await nodeOf(0).createOrder()
  const fields = ['plate', 'make', 'colour', 'customerName', 'customerNotes', 'customerPhone']
  const done = await Promise.all(
    fields.map(async (field, place) => {
      const response = await fetch(`${nodeOf(place).url}/api/orders/${order.id}`, {
        method: 'PATCH',
        headers: { ...nodeOf(0).asAdmin(), 'Content-Type': 'application/json' },
        body: JSON.stringify({ [field]: '12345' }),
      })
      return response.ok ? field : response.status
    }),
  )
  const kept = done.filter((field) => typeof field === 'string')
  expect(done.filter((field) => typeof field !== 'string' && field !== 409)).toEqual([])
  const row = await nodeOf(0).rest('GET', `/api/orders/${order.id}`)
  for (const field of kept) expect([field, row[field]]).toEqual([field, '12345'])
  expect(row.version).toBe(1 + kept.length)
})

test('a key that is withdrawn at one cuts its streams at all, and opens none', async () => {
  const board = await keyHolder(nodeOf(0), 'stations', { name: 'wall', role: 'board' })
  const streams = await Promise.all(nodes.map((node) => open(node, board.headers)))
  await nodeOf(1)
    .rest('DELETE', `/api/stations/${board.id}`)
    .catch(async () => {
      await fetch(`${nodeOf(1).url}/api/stations/${board.id}`, { method: 'DELETE', headers: nodeOf(0).asAdmin() })
    })
  await expect.poll(() => streams.map(({ ended }) => ended), SOON).toEqual([true, true, true])
  for (const node of nodes) {
    const response = await fetch(`${node.url}/api/v1/sync/snapshot`, { headers: board.headers })
    expect(response.status).toBe(401)
  }
})

test('a new epoch begun by one is told by all, under no old name', async () => {
  const stream = await open(nodeOf(1), asStation())
  const cursor = `${(await stream.wait(({ id }) => id !== null)).id}`
  await side.query("UPDATE sync_heads SET epoch = 'abcdefghij' WHERE tenant = 'main'")
  await send(nodeOf(0), [newOrder()])
  await expect.poll(() => stream.ended, SOON).toBe(true)
  expect(stream.events()).toEqual([])
  const again = await open(nodeOf(2), asStation(), cursor)
  const reset = await again.wait((frame) => frame.data?.eventType === 'reset')
  expect(reset.data.data ?? reset.data).toMatchObject({ reason: 'epoch_changed' })
  again.close()
})

test('tries to sign in are counted over all of them', async () => {
  const attempt = async (place: number, email = 'guessed@example.test') => {
    const response = await fetch(`${nodeOf(place).url}/api/users/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password: `guess number ${place}` }),
    })
    const { errors } = (await response.json()) as { errors: { data?: { code?: string } }[] }
    return `${response.status} ${errors[0]?.data?.code ?? ''}`.trim()
  }
  const tries: string[] = []
  for (let place = 0; place < 10; place += 1) tries.push(await attempt(place))
  expect(new Set(tries)).toEqual(new Set(['401']))
  for (const place of [0, 1, 2]) expect(await attempt(place)).toBe('429 too_many_sign_ins')
  expect(await attempt(0, 'nobody\0@example.test')).toBe('401')
})

test('a code for a machine is good at any of them, at one of them once, and its wrong tries are counted over all', async () => {
  const admin = nodeOf(0)
  const { doc } = await admin.rest<{ doc: { id: number } }>('POST', '/api/stations', { name: 'lane', role: 'board' })
  const codeFor = async () =>
    (await admin.rest<{ code: string }>('POST', `/api/stations/${doc.id}/code`, undefined)).code
  let addresses = 0
  const pair = async (place: number, code: string) => {
    const response = await fetch(`${nodeOf(place).url}/api/stations/pair`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `10.7.0.${++addresses}` },
      body: JSON.stringify({ code }),
    })
    return response.status
  }
  const code = await codeFor()
  const answers = await Promise.all([0, 1, 2].map((place) => pair(place, code)))
  expect(answers.toSorted()).toEqual([201, 404, 404])
  const next = await codeFor()
  const wrong = next === '000000' ? '000001' : '000000'
  for (const place of [0, 1, 2, 0, 1]) expect(await pair(place, wrong)).toBe(404)
  expect(await pair(2, next)).toBe(404)
  expect(await pair(2, await codeFor())).toBe(201)
})

test('what a machine is for is chosen at any of them, at one of them once', async () => {
  const { code } = await nodeOf(0).rest<{ code: string }>('POST', '/api/stations/code', { role: null })
  const post = (place: number, path: string, body: object) =>
    fetch(`${nodeOf(place).url}/api/stations/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': '10.7.1.1' },
      body: JSON.stringify(body),
    })
  const { choiceKey } = await (await post(1, 'pair', { code })).json()
  const choice = { choiceKey, role: 'cashier', bay: null }
  const answers = await Promise.all([0, 1, 2].map((place) => post(place, 'choose', choice)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
})

test('so are requests', async () => {
  const board = await keyHolder(nodeOf(0), 'stations', { name: 'shop-window', role: 'board' })
  const token = (place: number) =>
    fetch(`${nodeOf(place).url}/api/v1/sync/token`, {
      method: 'POST',
      headers: { ...board.headers, 'Content-Type': 'application/json' },
      body: '{}',
    }).then(({ status }) => status)
  const answers = await Promise.all(Array.from({ length: 120 }, (_, place) => token(place)))
  expect(new Set(answers)).toEqual(new Set([200]))
  expect(await Promise.all([0, 1, 2].map(token))).toEqual([429, 429, 429])
})

test('one that is told to stop finishes its work, and its readers go on at another', async () => {
  const leaving = await startServer({ env: environment, station: null, signedIn: NOBODY })
  const balancer = await firstThatAnswers([leaving.port, nodeOf(1).port])
  const readers = Array.from({ length: 3 }, () => new Follower(balancer.url, asStation()))
  await Promise.all(readers.map((reader) => reader.start()))
  const statesNow = () => readers.map(({ status }) => status.connectionState)
  await expect.poll(statesNow, SOON).toEqual(readers.map(() => 'connected'))
  const before = await headOf()
  const commands = Array.from({ length: 12 }, newOrder)
  const held = newOrder()
  const underWay = await heldRequest(`${leaving.url}/api/v1/sync/commands`, asStation(), { commands: [held] })
  const burst = commands.map((command) => send(leaving, [command]).catch(() => null))
  const gone = leaving.stop()
  const ready = () => fetch(`${leaving.url}/api/v1/sync/ready`).then(({ status }) => status)
  await expect.poll(ready, SOON).toBe(503)
  const finished = await underWay.finish()
  expect(finished.body.results[0].status).toBe('applied')
  const answered = await Promise.all(burst)
  expect(await gone).toBe(0)
  const again = await Promise.all([held, ...commands].map((command, place) => send(nodeOf(place), [command])))
  const statuses = again.map(([answer]) => answer?.status)
  expect(statuses[0]).toBe('duplicate')
  for (const [place, answer] of answered.entries()) if (answer) expect(statuses[place + 1]).toBe('duplicate')
  const head = await headOf()
  const all = Array.from({ length: head - before }, (_, place) => before + place + 1)
  await expect.poll(() => readers.map(({ seqs }) => seqs), SOON).toEqual(readers.map(() => all))
  expect(statesNow()).toEqual(readers.map(() => 'connected'))
  for (const { states } of readers) expect(states).not.toContain('error')
  const ids = [held, ...commands].map(({ id }) => `'${id}'`).join(', ')
  expect(
    await countOf(`SELECT count(*) FROM sync_events WHERE event_type = 'order_created' AND command_id IN (${ids})`),
  ).toBe(commands.length + 1)
  await Promise.all(readers.map((reader) => reader.stop()))
  await balancer.stop()
})

test('one that is killed in the middle of its work leaves no gap, no lock and no doubt', async () => {
  const [first, second, third] = nodes as [TestServer, TestServer, TestServer]
  const stream = await open(first, asStation())
  const before = await headOf()
  const commands = Array.from({ length: 30 }, newOrder)
  const burst = commands.map((command) => send(third, [command]).catch(() => null))
  await Promise.race(burst)
  await third.kill9()
  await Promise.all(burst)
  nodes = [first, second]
  const again = await Promise.all(commands.map((command, place) => send(nodeOf(place), [command])))
  for (const [answer] of again) expect(['applied', 'duplicate']).toContain(answer?.status)
  const head = await headOf()
  const all = Array.from({ length: head - before }, (_, place) => before + place + 1)
  await expect.poll(() => seqsOf(stream), SOON).toEqual(all)
  const ids = commands.map(({ id }) => `'${id}'`).join(', ')
  expect(await countOf(`SELECT count(*) FROM command_results WHERE command_id IN (${ids})`)).toBe(commands.length)
  expect(
    await countOf(`SELECT count(*) FROM sync_events WHERE event_type = 'order_created' AND command_id IN (${ids})`),
  ).toBe(commands.length)
  stream.close()
})

test('a database that is killed and comes back ends no server; what was acknowledged is there', async () => {
  let stream: SseClient | null = await open(nodeOf(1), asStation())
  await send(nodeOf(0), [newOrder()])
  const acknowledged = await headOf()
  await expect.poll(() => seqsOf(stream as SseClient).at(-1), SOON).toBe(acknowledged)
  const cursor = stream.events().at(-1)?.id as string
  stream.close()
  await side.end()
  await postgres.stop('SIGQUIT')
  const probe = async (name: string) => (await fetch(`${nodeOf(1).url}/api/v1/sync/${name}`)).status
  await expect.poll(() => probe('ready'), SOON).toBe(503)
  expect(await probe('live')).toBe(200)
  expect(await send(nodeOf(1), [newOrder()]).catch((error: Error) => error.message)).toMatch(/^503 /)
  const away = await fetch(`${nodeOf(1).url}/api/v1/sync/snapshot`, { headers: asStation() })
  // To be asked again soon, and by a connection that a balancer can lead to a server that reaches its database.
  const { headers } = away
  expect([away.status, headers.get('retry-after'), headers.get('connection')]).toEqual([503, '1', 'close'])
  await postgres.start()
  await expect.poll(() => probe('ready'), SOON).toBe(200)
  const order = newOrder()
  await expect
    .poll(() => send(nodeOf(0), [order]).then(([answer]) => answer?.status, String), SOON)
    .toMatch(/^(applied|duplicate)$/)
  // Cut when the line between the servers is there again: it comes back by its cursor, as clients do.
  const seen = async () => {
    if (!stream || stream.ended) stream = await open(nodeOf(1), asStation(), cursor).catch(() => null)
    return stream ? seqsOf(stream).slice(0, 2) : []
  }
  await expect.poll(seen, SOON).toEqual([acknowledged + 1, acknowledged + 2])
  stream?.close()
})
