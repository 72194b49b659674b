import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Paired } from '@/lib/domain/pairing'
import { type RawResponse, rawRequest } from '../../support/http'
import { startServer, type TestServer } from '../../support/server'
import { askDatabase, forgetLimits } from '../../support/test-databases'

/** A new machine gets its key for six digits that an administrator reads out. */

let server: TestServer
beforeAll(async () => {
  server = await startServer()
  await server.rest('POST', '/api/tenants', { tenantId: 'other', name: 'Other' })
})
afterAll(() => server?.stop())

let addresses = 0
/** Each from an address of its own: what is counted by address is no matter here. */
const pair = (code: string, address = `10.9.${++addresses}.1`): Promise<RawResponse> =>
  rawRequest(`${server.url}/api/stations/pair`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address },
    body: JSON.stringify({ code }),
  })
const codeOf = (answer: RawResponse) =>
  `${answer.status} ${(answer.json() as { errors: { data?: { code?: string } }[] }).errors[0]?.data?.code}`

let names = 0
async function station(more: object = {}): Promise<{ id: number; name: string; code: string; expiresAt: string }> {
  const name = `kiosk-${++names}`
  const data = { name, role: 'bay', bay: 'bay-1', tenant: 'main', ...more }
  const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/stations', data)
  return { id: doc.id, name, ...(await code(doc.id)) }
}
const code = (id: number) =>
  server.rest<{ code: string; expiresAt: string }>('POST', `/api/stations/${id}/code`, undefined)
/** Another code than any of these. */
const wrong = (...codes: string[]) => {
  let other = 0
  while (codes.includes(String(other).padStart(6, '0'))) other++
  return String(other).padStart(6, '0')
}
const whose = (key: string) =>
  rawRequest(`${server.url}/api/stations/me`, { headers: { Authorization: `stations API-Key ${key}` } })
/** Counts of wrong tries are kept by the server, or by a database that several share: here one begins without. */
async function startAgain(): Promise<void> {
  const { dataDir } = server
  await server.stop()
  await forgetLimits(dataDir)
  server = await startServer({ dataDir })
}

test('a code gives one machine the key of its station, with what the administrator chose, and is then nothing', async () => {
  const made = await station()
  expect(made.code).toMatch(/^\d{6}$/)
  expect(Date.parse(made.expiresAt) - Date.now()).toBeGreaterThan(9 * 60_000)
  const answer = await pair(made.code)
  expect(answer.status).toBe(201)
  const paired = answer.json() as Paired
  expect(paired).toMatchObject({ name: made.name, role: 'bay', bay: 'bay-1' })
  expect((await whose(paired.apiKey)).json()).toMatchObject({ user: { name: made.name, tenant: 'main' } })
  expect(codeOf(await pair(made.code))).toBe('404 wrong_code')
  const { docs } = await server.rest<{ docs: { kind: string; actor: string; after: string; subject: string }[] }>(
    'GET',
    '/api/audit?limit=4',
  )
  expect(docs).toContainEqual(
    expect.objectContaining({
      ...{ kind: 'key_made', subject: `Station ${made.name}`, after: 'by pairing code' },
      actor: expect.stringMatching(/^user:\d+$/),
    }),
  )
  expect(docs.map(({ kind }) => kind)).toContain('sign_in_failed')
  // Neither the digits nor the key are anywhere.
  const kept = JSON.stringify([docs, await askDatabase(server.dataDir, 'SELECT * FROM payload_kv')])
  expect(kept).not.toContain(made.code)
  expect(kept).not.toContain(paired.apiKey)
})

test('of two machines with the same code at once, one gets the key', async () => {
  const { code: digits } = await station()
  const answers = await Promise.all([pair(digits), pair(digits), pair(digits)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 404, 404])
})

test('a newer code takes the place of the one before, and an old one is nothing', async () => {
  const made = await station()
  const next = await code(made.id)
  if (next.code !== made.code) expect(codeOf(await pair(made.code))).toBe('404 wrong_code')
  const key = `pairing ${made.id}`
  const [row] = await askDatabase<{ data: string | object }>(
    server.dataDir,
    'SELECT data FROM payload_kv WHERE key = ?',
    key,
  )
  const data = typeof row?.data === 'string' ? JSON.parse(row.data) : row?.data
  const past = JSON.stringify({ ...data, until: new Date(Date.now() - 1_000).toISOString() })
  await askDatabase(server.dataDir, 'UPDATE payload_kv SET data = ? WHERE key = ?', past, key)
  expect(codeOf(await pair(next.code))).toBe('404 wrong_code')
})

test('five wrong tries, wherever they come from, are the end of every code there is; another one is good again', async () => {
  const [mine, others] = [await station(), await station({ tenant: 'other' })]
  const guess = wrong(mine.code, others.code)
  for (let tried = 0; tried < 5; tried++) expect(codeOf(await pair(guess))).toBe('404 wrong_code')
  expect(codeOf(await pair(mine.code))).toBe('404 wrong_code')
  expect(codeOf(await pair(others.code))).toBe('404 wrong_code')
  const again = await code(mine.id)
  expect((await pair(again.code)).status).toBe(201)
})

test('an address has five wrong tries, and all together thirty, however many codes there are', async () => {
  await startAgain()
  const first = await station()
  for (let tried = 0; tried < 5; tried++) await pair(wrong(first.code), '10.8.0.1')
  const second = await code(first.id)
  const late = await pair(second.code, '10.8.0.1')
  expect(codeOf(late)).toBe('429 too_many_tries')
  expect(Number(late.headers['retry-after'])).toBeGreaterThan(500)
  expect((await pair(second.code)).status).toBe(201)
  const last = await station()
  for (let tried = 5; tried < 30; tried++) await pair(wrong(last.code))
  const fresh = await code(last.id)
  expect(codeOf(await pair(fresh.code))).toBe('429 too_many_tries')
  const limited = await server.rest<{ totalDocs: number }>(
    'GET',
    '/api/audit/count?where[kind][equals]=sign_in_limited',
  )
  expect(limited.totalDocs).toBe(2)
})

test('a code opens the site of its station and no other, and only that site’s administrator makes it', async () => {
  await startAgain()
  const { code: digits, id } = await station({ tenant: 'other', role: 'cashier', bay: null })
  const account = { email: 'main-admin@example.test', password: 'a long enough one' }
  await server.rest('POST', '/api/users', { ...account, role: 'admin', tenant: 'main' })
  const login = await rawRequest(`${server.url}/api/users/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(account),
  })
  const asked = await rawRequest(`${server.url}/api/stations/${id}/code`, {
    method: 'POST',
    headers: { Authorization: `JWT ${(login.json() as { token: string }).token}` },
  })
  expect(codeOf(asked)).toBe('404 not_found')
  const paired = (await pair(digits)).json() as Paired
  expect((await whose(paired.apiKey)).json()).toMatchObject({ user: { tenant: 'other' } })
  for (const body of ['{}', '{"code":123456}', '{"code":"12345"}', 'x']) {
    const answer = await rawRequest(`${server.url}/api/stations/pair`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    })
    expect(codeOf(answer)).toBe('400 bad_body')
  }
})
