import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../../support/server'

const PASSWORD = 'a long enough one'

let server: TestServer
let asOtherAdmin: Record<string, string>
let otherAdmin: number

beforeAll(async () => {
  server = await startServer()
  await server.rest('POST', '/api/tenants', { tenantId: 'other', name: 'Other' })
  const email = 'other-admin@example.test'
  const made = await server.rest<{ doc: { id: number } }>('POST', '/api/users', {
    email,
    password: PASSWORD,
    role: 'admin',
    tenant: 'other',
  })
  otherAdmin = made.doc.id
  const login = await send('POST', '/api/users/login', {}, { email, password: PASSWORD })
  asOtherAdmin = { Authorization: `JWT ${((await login.json()) as { token: string }).token}` }
})

afterAll(() => server?.stop())

const send = (method: string, path: string, headers: Record<string, string>, body: object) =>
  fetch(`${server.url}${path}`, {
    method,
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

test('an administrator of one site cannot become one of all, nor make one', async () => {
  for (const tenant of ['', null, 'main']) await send('PATCH', `/api/users/${otherAdmin}`, asOtherAdmin, { tenant })
  const after = await server.rest<{ tenant: string }>('GET', `/api/users/${otherAdmin}`)
  expect(after.tenant).toBe('other')
  const made = await send('POST', '/api/users', asOtherAdmin, {
    email: 'helper@example.test',
    password: PASSWORD,
    role: 'admin',
    tenant: 'main',
  })
  const { doc } = (await made.json()) as { doc: { id: number } }
  expect((await server.rest<{ tenant: string }>('GET', `/api/users/${doc.id}`)).tenant).toBe('other')
})

test("an order cannot take in another site's customer or vehicle", async () => {
  const customer = await server.rest<{ doc: { id: number } }>('POST', '/api/customers', {
    name: 'Nurul',
    phone: '+60123456789',
    tenant: 'main',
  })
  const order = { customer: customer.doc.id }
  const refused = await send('POST', '/api/orders', asOtherAdmin, order)
  expect(refused.status).toBe(400)
  expect(await refused.text()).not.toContain('Nurul')
})

test('a change that no client would accept is refused, and the picture stays whole', async () => {
  const { docs } = await server.rest<{ docs: { id: number }[] }>('GET', '/api/bays?limit=1')
  const refused = await send('PATCH', `/api/bays/${docs[0]?.id}`, server.asAdmin(), { position: 1.5 })
  expect(refused.status).toBe(400)
  const snapshot = await server.rest<{ bays: { position: number }[] }>('GET', '/api/v1/sync/snapshot')
  expect(snapshot.bays.every(({ position }) => Number.isInteger(position))).toBe(true)
})
