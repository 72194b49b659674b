import { afterAll, beforeAll, expect, test } from 'vitest'
import { rawRequest } from '../../support/http'
import { startServer, type TestServer } from '../../support/server'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server?.stop())

const PASSWORD = 'correct horse battery'

async function tokenOf(role: string): Promise<string> {
  const email = `${role}@example.test`
  await server.rest('POST', '/api/users', { email, password: PASSWORD, role, tenant: 'main' })
  const { token } = await server.rest<{ token: string }>('POST', '/api/users/login', { email, password: PASSWORD })
  return token
}

test.each(['customer', 'service'])('a %s who opens the panel is led to the sign-in', async (role) => {
  const Cookie = `${server.cookieName}=${await tokenOf(role)}`
  for (const path of ['/admin', '/admin/collections/users', '/admin/unauthorized']) {
    const { status, headers } = await rawRequest(`${server.url}${path}`, { headers: { Cookie } })
    expect([path, status, headers.location]).toEqual([path, 307, '/station/sign-in?to=/admin'])
  }
})

test('staff get in', async () => {
  const Cookie = `${server.cookieName}=${await tokenOf('staff')}`
  expect((await rawRequest(`${server.url}/admin`, { headers: { Cookie } })).status).toBe(200)
})
