import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rawRequest } from '../../support/http'
import { keyHolder } from '../../support/keys'
import { startServer, type TestServer } from '../../support/server'
import { askDatabase } from '../../support/test-databases'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server?.stop())

const send = (method: string, where: string, body?: unknown, headers: Record<string, string> = server.asAdmin()) =>
  rawRequest(`${server.url}${where}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  })

const logIn = (email: string, password: string, address: string) =>
  send('POST', '/api/users/login', { email, password }, { 'X-Forwarded-For': address })

const newPerson = (more: object) => ({
  email: `p-${Math.random().toString(36).slice(2)}@example.test`,
  password: 'a long enough one',
  role: 'staff',
  tenant: 'main',
  ...more,
})

describe('a password', () => {
  test('of fewer than 10 characters is refused, for a new account and for one’s own', async () => {
    const short = await send('POST', '/api/users', newPerson({ password: '123456789' }))
    expect([short.status, short.json().errors[0].data.code]).toEqual([400, 'weak_password'])
    const { doc } = (await send('POST', '/api/users', newPerson({ password: '1234567890' }))).json()
    expect((await send('PATCH', `/api/users/${doc.id}`, { password: 'short' })).status).toBe(400)
  })

  test('takes as long to refuse for an unknown account as for a wrong password', async () => {
    const refusal = async (email: string, address: string) => {
      const began = performance.now()
      expect((await logIn(email, 'not the right one', address)).status).toBe(401)
      return performance.now() - began
    }
    // By turns, and the fastest of each: what else the machine does makes an answer slower, never faster.
    let known = Number.POSITIVE_INFINITY
    let unknown = Number.POSITIVE_INFINITY
    for (let at = 0; at < 7; at++) {
      const person = newPerson({})
      await send('POST', '/api/users', person)
      known = Math.min(known, await refusal(person.email, `10.9.0.${at}`))
      unknown = Math.min(unknown, await refusal(newPerson({}).email, `10.9.1.${at}`))
    }
    // Hashing takes a hundred milliseconds and more, a look-up a few: without the hash it would be a tenth.
    expect(unknown).toBeGreaterThan(known * 0.4)
    expect(unknown).toBeLessThan(known * 2.5)
  })

  test('tried too often is answered with when to try again', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => logIn('owner@example.test', 'not the right one', '10.9.9.9')),
    )
    const refused = answers.find(({ status }) => status === 429)
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThanOrEqual(60)
    expect(Number(refused?.headers['retry-after'])).toBeLessThanOrEqual(300)
  })

  test('keeps others’ pages waiting no longer when forty sign in at once from everywhere', async () => {
    const alone = performance.now()
    await logIn('nobody@example.test', 'not the right one', '10.8.2.1')
    const oneSignIn = performance.now() - alone
    let asking = true
    const health = (async () => {
      let longest = 0
      while (asking) {
        const began = performance.now()
        expect((await send('GET', '/api/v1/sync/health')).status).toBe(200)
        longest = Math.max(longest, performance.now() - began)
      }
      return longest
    })()
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) => logIn(`x${at}@example.test`, 'not the right one', `10.8.0.${at}`)),
    )
    asking = false
    const busy = answers.filter(({ status }) => status === 429)
    expect(answers.every(({ status }) => status === 401 || status === 429)).toBe(true)
    expect(busy.length).toBeGreaterThan(0)
    expect(busy[0]?.headers['retry-after']).toBe('3')
    // Forty of them; nobody waits for half as many.
    expect(await health).toBeLessThan(Math.max(2_000, 20 * oneSignIn))
    // It was no guess: whoever was sent away has lost no try.
    expect((await logIn('owner@example.test', 'correct horse battery', '10.8.1.1')).status).toBe(200)
  })
})

describe('a key', () => {
  test('is made by the server alone, 32 characters or more, and told once', async () => {
    const chosen = { apiKey: 'k'.repeat(40), enableAPIKey: true }
    const refused = await send('POST', '/api/stations', { name: 'chosen', role: 'board', ...chosen })
    expect([refused.status, refused.json().errors[0].data.code]).toEqual([400, 'key_not_chosen'])
    const { id, key, headers } = await keyHolder(server, 'stations', { name: 'made', role: 'board' })
    expect((await send('PATCH', `/api/stations/${id}`, chosen)).status).toBe(400)
    expect((await send('PATCH', `/api/stations/${id}`, { apiKeyIndex: 'f'.repeat(64) })).status).toBe(400)
    expect(key).toMatch(/^[a-z2-9]{32,}$/)
    const read = await send('GET', `/api/stations/${id}`)
    expect(read.body.toString()).not.toContain(key)
    expect((await send('GET', '/api/v1/sync/snapshot', undefined, headers)).status).toBe(200)
  })

  test('is kept nowhere: not in the database, not in the log', async () => {
    const { id, key } = await keyHolder(server, 'stations', { name: 'kept-nowhere', role: 'board' })
    const kept = await askDatabase(server.dataDir, 'SELECT api_key AS sealed FROM stations WHERE id = ?', id)
    expect(kept).toEqual([{ sealed: null }])
    const log = fs.readFileSync(path.join(server.dataDir, 'logs/server.log'), 'utf8')
    expect(log).not.toContain(key)
  })

  test('gives way to a new one at once, and is withdrawn at once', async () => {
    const { id, headers } = await keyHolder(server, 'stations', { name: 'changing', role: 'board' })
    const opens = async (of: Record<string, string>) =>
      (await send('GET', '/api/v1/sync/snapshot', undefined, of)).status
    expect(await opens(headers)).toBe(200)
    const { apiKey } = (await send('POST', `/api/stations/${id}/key`)).json()
    expect([await opens(headers), await opens(server.asStation(apiKey))]).toEqual([401, 200])
    await send('DELETE', `/api/stations/${id}/key`)
    expect(await opens(server.asStation(apiKey))).toBe(401)
  })

  test('that is guessed is refused at every address, and one address guesses slowly; good keys are not kept waiting', async () => {
    const guess = (where: string, address: string) =>
      send('GET', where, undefined, {
        Authorization: `stations API-Key ${Math.random()}`,
        'X-Forwarded-For': address,
      })
    expect((await send('GET', '/api/orders?limit=1', undefined, server.asStation())).status).toBe(200)
    for (const where of ['/api/orders', '/api/stations/me', '/api/access', '/station', '/api/v1/sync/snapshot'])
      expect([where, (await guess(where, '10.7.0.1')).status]).toEqual([where, 401])
    for (let at = 0; at < 25; at++) await guess('/api/orders', '10.7.0.1')
    const began = performance.now()
    const [one, two] = await Promise.all([guess('/api/orders', '10.7.0.1'), guess('/api/orders', '10.7.0.1')])
    expect([one.status, two.status]).toEqual([401, 401])
    expect(performance.now() - began).toBeGreaterThan(1_800)
    // Ten guesses take ten seconds; the good key's answer comes while the first of them waits.
    let guesses = 0
    const more = Array.from({ length: 10 }, () => guess('/api/orders', '10.7.0.1').then(() => (guesses += 1)))
    const headers = { ...server.asStation(), 'X-Forwarded-For': '10.7.0.1' }
    expect((await send('GET', '/api/orders?limit=1', undefined, headers)).status).toBe(200)
    expect(guesses).toBeLessThan(5)
    await Promise.all(more)
  })
})

test('a site’s short name stays as it was made', async () => {
  const { docs } = (await send('GET', '/api/tenants?where[tenantId][equals]=main')).json()
  await send('PATCH', `/api/tenants/${docs[0].id}`, { tenantId: 'renamed', name: 'Renamed' })
  const after = (await send('GET', `/api/tenants/${docs[0].id}`)).json()
  expect(after).toMatchObject({ tenantId: 'main', name: 'Renamed' })
})

test.each([
  ['zero width', '\u200b'],
  ['a byte order mark', '\ufeff'],
  ['a word joiner', '\u2060'],
  ['a direction mark', '\u200f'],
  ['a direction override', '\u202e'],
  ['an isolate', '\u2066'],
  ['a NUL', '\u0000'],
])('a text with a character nobody sees is refused: %s', async (_, unseen) => {
  const refused = await send('POST', '/api/customers', { name: `A${unseen}B`, tenant: 'main' })
  expect([refused.status, refused.json().errors[0].data]).toEqual([400, { code: 'unseen_character', field: 'name' }])
  const order = await send('POST', '/api/orders', { plate: `W${unseen}1`, vehicleType: 'sedan', tenant: 'main' })
  expect(order.status).toBe(400)
})

test('what joins letters of a script stays', async () => {
  const name = 'க்\u200cஷ 👨\u200d👩\u200d👧'
  const { doc } = (await send('POST', '/api/customers', { name, tenant: 'main' })).json()
  expect(doc.name).toBe(name)
})

test('what a stranger asks for in vain is a short line of the log, without a stack', async () => {
  const log = path.join(server.dataDir, 'logs/server.log')
  const before = fs.statSync(log).size
  const asked = 50
  for (let at = 0; at < asked; at++) {
    expect((await send('GET', `/api/orders?at=${at}`, undefined, {})).status).toBe(403)
    expect((await send('POST', '/api/orders', {}, {})).status).toBe(403)
  }
  const written = fs.readFileSync(log, 'utf8').slice(before)
  expect(written).not.toContain('    at ')
  expect(written.length).toBeLessThan(asked * 2 * 700)
})
