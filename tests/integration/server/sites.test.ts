import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sites, sitesSchema } from '@/lib/sync/car-wash/wire'
import { rawRequest } from '../../support/http'
import { startServer, type TestServer } from '../../support/server'
import { openSse, type SseClient } from '../../support/sse-client'
import { askDatabase } from '../../support/test-databases'

const ADDRESS = '/api/v1/sync/sites'
const PASSWORD = 'a long enough one'
type Summary = Sites['sites'][number]

let server: TestServer
beforeAll(async () => {
  server = await startServer({ env: { AX_HEARTBEAT_MS: '600000' } })
  const zone = { timeZone: 'Asia/Singapore', currency: 'SGD' }
  await server.rest('POST', '/api/tenants', { tenantId: 'harbour', name: 'Harbour', ...zone })
  await server.rest('POST', '/api/tenants', { tenantId: 'alpha', name: 'Alpha' })
})
afterAll(() => server?.stop())

async function person(role: string, tenant: string | null) {
  const email = `${randomUUID()}@example.test`
  const made = { email, password: PASSWORD, role, tenant }
  const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/users', made)
  const { token } = (
    await rawRequest(`${server.url}/api/users/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password: PASSWORD }),
    })
  ).json()
  return { id: doc.id, headers: { Authorization: `JWT ${token}` } }
}

const once = async (headers: Record<string, string>) => {
  const answer = await rawRequest(`${server.url}${ADDRESS}`, { headers: { Accept: 'application/json', ...headers } })
  expect(answer.status).toBe(200)
  return sitesSchema.parse(answer.json())
}

async function follow(headers: Record<string, string>): Promise<SseClient> {
  const stream = await openSse(`${server.url}${ADDRESS}`, headers)
  await stream.wait(({ data }) => data?.eventType === 'sites')
  return stream
}

/** The stream's next word of a site that says so. */
const told = (stream: SseClient, tenantId: string, so: (figures: NonNullable<Summary['figures']>) => boolean) =>
  stream.wait(
    ({ data }) =>
      data?.eventType === 'site' && data.data.tenantId === tenantId && data.data.figures && so(data.data.figures),
  )

const namesOf = ({ sites }: Sites) => sites.map(({ tenantId }) => tenantId)
const namesIn = (stream: SseClient) => [
  ...new Set(
    stream.frames.flatMap(({ data }) => {
      if (data?.eventType === 'sites') return namesOf(data.data)
      return data?.eventType === 'site' ? [data.data.tenantId as string] : []
    }),
  ),
]

test('an administrator of all sites sees each, by name, with its own currency; a member of staff the own one alone', async () => {
  const all = await once(server.asAdmin())
  expect(namesOf(all)).toEqual(['alpha', 'harbour', 'main'])
  expect(all.sites.map(({ figures }) => figures?.takings.currency)).toEqual(['MYR', 'SGD', 'MYR'])
  expect(all.more).toBe(0)
  expect(namesOf(await once((await person('staff', 'harbour')).headers))).toEqual(['harbour'])
  expect(namesOf(await once((await person('admin', 'alpha')).headers))).toEqual(['alpha'])
})

test('what happens at a second site shows on the one stream, as figures: orders, waits, takings', async () => {
  const stream = await follow(server.asAdmin())
  const before = (await once(server.asAdmin())).sites.find(({ tenantId }) => tenantId === 'harbour')?.figures
  const order = await server.createOrder({ tenant: 'harbour', totalAmount: 1_500, stage: 'billed' })
  await told(stream, 'harbour', ({ underWay }) => underWay === (before?.underWay ?? 0) + 1)
  await server.updateOrder(order, { paidAmount: 1_500 })
  const { data } = await told(stream, 'harbour', ({ takings }) => takings.amount === 1_500)
  expect(data.data.figures.takings).toEqual({ amount: 1_500, currency: 'SGD', orders: 1 })
  expect(JSON.stringify(stream.frames)).not.toContain(order.orderID)
  stream.close()
})

test('a stream of one site tells nothing of another, whatever happens there', async () => {
  const { headers } = await person('staff', 'alpha')
  const stream = await follow(headers)
  await server.createOrder({ tenant: 'harbour' })
  await server.createOrder({ tenant: 'alpha' })
  await told(stream, 'alpha', ({ underWay }) => underWay > 0)
  expect(namesIn(stream)).toEqual(['alpha'])
  stream.close()
})

test('an account of one site may be given the figures of others, by an administrator of all sites alone', async () => {
  const rowOf = async (tenantId: string) =>
    (await server.rest<{ docs: [{ id: number }] }>('GET', `/api/tenants?where[tenantId][equals]=${tenantId}`)).docs[0]
      .id
  const further = [await rowOf('harbour')]
  const { id, headers } = await person('admin', 'alpha')
  const give = (who: Record<string, string>) =>
    rawRequest(`${server.url}/api/users/${id}`, {
      method: 'PATCH',
      headers: { ...who, 'Content-Type': 'application/json' },
      body: JSON.stringify({ furtherSites: further }),
    })
  await give(headers)
  expect(namesOf(await once(headers))).toEqual(['alpha'])
  const before = await follow(headers)
  await give(server.asAdmin())
  await expect.poll(() => before.ended, { timeout: 20_000 }).toBe(true)
  const stream = await follow(headers)
  expect(namesIn(stream)).toEqual(['alpha', 'harbour'])
  await server.createOrder({ tenant: 'main' })
  await server.createOrder({ tenant: 'harbour' })
  await told(stream, 'harbour', () => true)
  expect(namesIn(stream)).toEqual(['alpha', 'harbour'])
  stream.close()
  // Figures are all: not a document of the other site is read.
  const orders = await rawRequest(`${server.url}/api/orders?where[tenant][equals]=harbour`, { headers })
  expect(orders.json().totalDocs).toBe(0)
  expect((await rawRequest(`${server.url}/api/v1/sync/snapshot?tenantId=harbour`, { headers })).status).toBe(403)
})

test('a site that is added appears on an open stream, with all the others', async () => {
  const stream = await follow(server.asAdmin())
  await server.rest('POST', '/api/tenants', { tenantId: 'brook', name: 'Brook' })
  const { data } = await stream.wait(
    (frame) => frame.data?.eventType === 'sites' && namesOf(frame.data.data).includes('brook'),
    20_000,
  )
  expect(namesOf(data.data)).toEqual(['alpha', 'brook', 'harbour', 'main'])
  stream.close()
})

test('an account that is given another site is cut off at once, and sees that one from then on', async () => {
  const { id, headers } = await person('staff', 'alpha')
  const stream = await follow(headers)
  const other = await follow(server.asAdmin())
  await server.rest('PATCH', `/api/users/${id}`, { tenant: 'harbour' })
  await expect.poll(() => stream.ended, { timeout: 20_000 }).toBe(true)
  expect(namesOf(await once(headers))).toEqual(['harbour'])
  expect(other.ended).toBe(false)
  other.close()
  await rawRequest(`${server.url}/api/users/logout`, { method: 'POST', headers })
  const refused = await rawRequest(`${server.url}${ADDRESS}`, { headers })
  expect(refused.status).toBe(401)
})

test('a site that cannot be read is said to be so, and hides none of the others', async () => {
  const zone = (timeZone: string) =>
    askDatabase(server.dataDir, "UPDATE tenants SET time_zone = ? WHERE tenant_id = 'alpha'", timeZone)
  const stream = await follow(server.asAdmin())
  await zone('Nowhere/Nowhere')
  const unreadable = (none: boolean) =>
    stream.wait(
      ({ data }) =>
        data?.eventType === 'site' && data.data.tenantId === 'alpha' && (data.data.figures === null) === none,
      20_000,
    )
  await unreadable(true)
  const { sites } = await once(server.asAdmin())
  expect(sites.filter(({ figures }) => figures === null).map(({ tenantId }) => tenantId)).toEqual(['alpha'])
  stream.close()
  await zone('Asia/Kuala_Lumpur')
  expect((await once(server.asAdmin())).sites.every(({ figures }) => figures !== null)).toBe(true)
})

test('nobody is given an account of a site that is not there', async () => {
  const made = { password: PASSWORD, role: 'admin', tenant: 'harbor' }
  await expect(server.rest('POST', '/api/users', { ...made, email: 'typo@example.test' })).rejects.toThrow(/400/)
  const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/users', {
    ...{ ...made, email: 'right@example.test', tenant: 'harbour' },
  })
  await expect(server.rest('PATCH', `/api/users/${doc.id}`, { tenant: 'harbor' })).rejects.toThrow(/400/)
  await server.rest('PATCH', `/api/users/${doc.id}`, { tenant: null })
})
