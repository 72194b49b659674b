import { afterAll, beforeAll, expect, test } from 'vitest'
import { rawRequest } from '../../support/http'
import { startServer, type TestServer } from '../../support/server'
import { openSse } from '../../support/sse-client'
import { askDatabase } from '../../support/test-databases'

let server: TestServer
beforeAll(async () => {
  // No heartbeat in the way: what ends here is ended by the log-out or the clock.
  server = await startServer({ env: { AX_HEARTBEAT_MS: '600000' } })
})
afterAll(() => server?.stop())

async function logIn(): Promise<{ headers: Record<string, string>; sid: string }> {
  const answer = await rawRequest(`${server.url}/api/users/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'owner@example.test', password: 'correct horse battery' }),
  })
  const { token } = answer.json()
  const { sid } = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString())
  return { headers: { Authorization: `JWT ${token}` }, sid }
}

async function open(headers: Record<string, string>) {
  const stream = await openSse(`${server.url}/api/v1/sync/events`, headers)
  await stream.wait((frame) => frame.data?.eventType === 'connected')
  return stream
}

const logOut = (headers: Record<string, string>, query = '') =>
  rawRequest(`${server.url}/api/users/logout${query}`, { method: 'POST', headers })

const page = async (headers: Record<string, string>) =>
  (await rawRequest(`${server.url}/api/v1/sync/events`, { headers: { ...headers, Accept: 'application/json' } })).status

/** Nothing else ends a stream here, however long it takes: the next heartbeat is ten minutes away. */
const ENDED = { timeout: 20_000 }

test("a log-out cuts that session's streams at once and no others, and the session is worth nothing from then on", async () => {
  const [leaving, staying] = [await logIn(), await logIn()]
  const streams = [await open(leaving.headers), await open(leaving.headers)]
  const others = [await open(staying.headers), await open(server.asStation())]
  expect(await page(leaving.headers)).toBe(200)

  expect((await logOut(leaving.headers)).status).toBe(200)
  await expect.poll(() => streams.map(({ ended }) => ended), ENDED).toEqual([true, true])
  expect(await page(leaving.headers)).toBe(401)

  const order = await server.createOrder()
  for (const stream of others) {
    await stream.wait((frame) => frame.data?.orderID === order.orderID)
    stream.close()
  }
})

test('a log-out of all sessions cuts every stream of the account', async () => {
  const [one, two] = [await logIn(), await logIn()]
  const streams = [await open(one.headers), await open(two.headers)]
  expect((await logOut(one.headers, '?allSessions=true')).status).toBe(200)
  await expect.poll(() => streams.map(({ ended }) => ended), ENDED).toEqual([true, true])
  expect(await page(two.headers)).toBe(401)
})

test('a stream ends when its session expires, without waiting for anything else', async () => {
  const { headers, sid } = await logIn()
  const expires = Date.now() + 4_000
  const change = 'UPDATE users_sessions SET expires_at = ? WHERE id = ?'
  await askDatabase(server.dataDir, change, new Date(expires).toISOString(), sid)
  const stream = await open(headers)
  expect(stream.ended).toBe(false)
  await expect.poll(() => stream.ended, ENDED).toBe(true)
  expect(Date.now()).toBeGreaterThanOrEqual(expires)
  expect(await page(headers)).toBe(401)
})
