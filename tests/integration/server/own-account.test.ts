import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../../support/server'

let server: TestServer
const PASSWORD = 'a long enough one'

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server?.stop())

const patch = (path: string, headers: Record<string, string>, body: object) =>
  fetch(`${server.url}${path}`, {
    method: 'PATCH',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

test('a station cannot change what it is or the key it signs in with', async () => {
  const { docs } = await server.rest<{ docs: { id: number }[] }>('GET', '/api/stations?where[name][equals]=desk')
  const path = `/api/stations/${docs[0]?.id}`
  const before = await server.rest(`GET`, path)
  const newKey = 'n'.repeat(40)
  const wishes = [
    { role: 'board' },
    { bay: 'bay-1' },
    { tenant: 'other' },
    { name: 'boss' },
    { apiKey: newKey },
    { apiKeyIndex: 'f'.repeat(64) },
    { enableAPIKey: false },
  ]
  for (const wish of wishes) {
    await patch(path, server.asStation(), wish)
    const after = await server.rest('GET', path)
    expect({ ...after, updatedAt: null }, JSON.stringify(wish)).toEqual({ ...before, updatedAt: null })
  }
  const withNewKey = await fetch(`${server.url}/api/v1/sync/events`, {
    headers: { ...server.asStation(newKey), Accept: 'application/json' },
  })
  expect(withNewKey.status).toBe(401)
  const withOwnKey = await fetch(`${server.url}/api/v1/sync/events`, {
    headers: { ...server.asStation(), Accept: 'application/json' },
  })
  expect(withOwnKey.status).toBe(200)
})

test('a member of staff may change the own name, but neither role nor tenant', async () => {
  const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/users', {
    email: 'staff@example.test',
    password: PASSWORD,
    role: 'staff',
    tenant: 'main',
  })
  const login = await fetch(`${server.url}/api/users/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'staff@example.test', password: PASSWORD }),
  })
  const { token } = (await login.json()) as { token: string }
  const path = `/api/users/${doc.id}`
  for (const wish of [{ role: 'admin' }, { tenant: 'other' }, { tenant: null }, { name: 'Siti' }]) {
    await patch(path, { Authorization: `JWT ${token}` }, wish)
  }
  expect(await server.rest('GET', path)).toMatchObject({ role: 'staff', tenant: 'main', name: 'Siti' })
})
