import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rawRequest } from '../../support/http'
import { startServer, type TestServer } from '../../support/server'
import { type Address, allAddresses } from '../access/addresses'

let server: TestServer
let addresses: Address[]

beforeAll(async () => {
  server = await startServer()
  // With something in place of each parameter.
  addresses = (await allAddresses()).map((address) => ({ ...address, path: address.path.replaceAll(/:\w+/g, '1') }))
})
afterAll(() => server?.stop())

const ask = (path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) =>
  rawRequest(`${server.url}${path}`, options)

const json = { 'Content-Type': 'application/json' }
const logIn = (email: string, password: string, headers: Record<string, string> = {}) =>
  ask('/api/users/login', {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify({ email, password }),
  })

async function command(): Promise<number> {
  const began = performance.now()
  const { status } = await ask('/api/v1/sync/commands', {
    method: 'POST',
    headers: { ...json, ...server.asStation() },
    body: JSON.stringify({
      sentAt: new Date().toISOString(),
      commands: [
        { id: randomUUID(), type: 'queue.open', payload: { queue: 'regular' }, issuedAt: new Date().toISOString() },
      ],
    }),
  })
  expect(status).toBe(200)
  return performance.now() - began
}

async function fourAtOnce<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = [...items]
  const workOn = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: 4 }, workOn))
}

const ROUNDS = 3

describe('a stranger', () => {
  test('is answered at every address within 2 s, without an error of the server, while commands go on', async () => {
    expect(addresses.length).toBeGreaterThan(200)
    // What a page costs the first time is loading it; and on a busy machine all takes longer, a command alone too.
    await fourAtOnce(
      addresses.filter(({ method }) => method === 'GET'),
      ({ path }) => ask(path),
    )
    const alone: number[] = []
    for (let count = 0; count < 10; count += 1) alone.push(await command())
    const limit = Math.max(2_000, 30 * Math.max(...alone))
    const bad: string[] = []
    const answered = async ({ method, path }: Address) => {
      const body = method === 'GET' || method === 'DELETE' ? undefined : JSON.stringify({ email: 'x@example.test' })
      const began = performance.now()
      const { status } = await ask(path, { method, headers: body ? json : {}, body })
      const ms = performance.now() - began
      if (ms > limit || status >= 500) bad.push(`${method} ${path}: ${status} after ${Math.round(ms)} ms`)
    }
    // A busy machine holds up one address or another, or a command; what is the server's doing it does each time.
    for (let round = 1; round <= ROUNDS; round += 1) {
      bad.length = 0
      let asking = true
      const commands = (async () => {
        while (asking) {
          const ms = await command()
          if (ms > limit) bad.push(`a command after ${Math.round(ms)} ms`)
        }
      })()
      await fourAtOnce(addresses, answered)
      asking = false
      await commands
      if (bad.length === 0) break
    }
    expect(bad).toEqual([])
  }, 300_000)

  test.each([
    ['POST', '/api/users/forgot-password'],
    ['POST', '/api/users//forgot-password'],
    ['POST', '/api/users/%66orgot-password?x=1'],
    ['POST', '/api/users/reset-password'],
    ['POST', '/api/users/verify/abc'],
    ['POST', '/api/users/unlock'],
    ['POST', '/api/users/first-register'],
    ['POST', '/api/stations/login'],
    ['POST', '/api/stations/refresh-token'],
    ['GET', '/api/orders/versions'],
    ['GET', '/api/payload-locked-documents'],
    ['GET', '/_next/image?url=%2Ficon.svg&w=64&q=75'],
    ['GET', '/admin/forgot'],
  ])('finds nothing at %s %s, nor does an administrator', async (method, path) => {
    for (const headers of [{}, server.asAdmin()]) {
      const answer = await ask(path, {
        method,
        headers: { ...json, ...headers },
        body: method === 'POST' ? '{}' : undefined,
      })
      expect(answer.status).toBe(404)
      expect(answer.headers.location).toBeUndefined()
    }
  })

  test.each(['/api/users/./forgot-password', '/api/orders/../users/forgot-password', '/api/users/%2e/forgot-password'])(
    'finds it under no other spelling: %s',
    async (path) => {
      // As it is: the URL class would write it anew.
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const req = http.request({ port: server.port, path, method: 'POST', headers: json }, (res) => {
          res.resume()
          resolve(res.statusCode)
        })
        req.on('error', reject)
        req.end('{"email":"x@example.test"}')
      })
      expect(status).toBe(404)
    },
  )

  test('is told that nothing is there where an address cannot be read', async () => {
    for (const path of ['/%', '/station/%', '/admin/%zz', '/api/%', '/api/v1/sync/%', '/_next/static/%c3']) {
      expect([path, (await rawRequest(`${server.url}${path}`)).status]).toEqual([path, 404])
    }
  })

  test('cannot send a body that fills the memory', async () => {
    const large = await ask('/api/users/login', { method: 'POST', headers: json, body: 'x'.repeat(1_100_000) }).catch(
      (error: NodeJS.ErrnoException) => error,
    )
    // The answer may be overtaken by the connection's end, while the body is still on its way.
    if (large instanceof Error) expect(large).toMatchObject({ code: expect.stringMatching(/ECONNRESET|EPIPE/) })
    else expect([large.status, large.json().error.code]).toEqual([413, 'body_too_large'])
    const endless = await new Promise<number>((resolve, reject) => {
      const req = http.request(`${server.url}/api/orders`, { method: 'POST', headers: json }, (res) => {
        resolve(res.statusCode ?? 0)
        req.destroy()
      })
      req.on('error', reject)
      req.write('{')
    })
    expect(endless).toBe(411)
  })

  test('cannot guess on, nor keep the owner out from elsewhere', async () => {
    const from = (address: string) => ({ 'X-Forwarded-For': address })
    const owner = ['owner@example.test', 'correct horse battery'] as const
    expect((await logIn(...owner, from('10.0.0.1'))).status).toBe(200)
    const guesses = await Promise.all(
      Array.from({ length: 14 }, (_, at) => logIn(owner[0], `guess ${at} of many`, from('10.6.6.6'))),
    )
    const statuses = guesses.map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(10)
    expect(statuses.filter((status) => status === 429)).toHaveLength(4)
    expect(guesses.find(({ status }) => status === 429)?.json().errors[0].data.code).toBe('too_many_sign_ins')
    // Even the right password waits there; the owner, elsewhere, does not.
    expect((await logIn(...owner, from('10.6.6.6'))).status).toBe(429)
    expect((await logIn(...owner, from('10.0.0.1'))).status).toBe(200)
    expect((await logIn(...owner, from('10.0.0.2'))).status).toBe(200)
  })
})

describe('whose page it is', () => {
  const order = (headers: Record<string, string>) =>
    ask('/api/customers', {
      method: 'POST',
      headers: { ...json, ...headers },
      body: JSON.stringify({ name: 'A', tenant: 'main' }),
    })
  let cookie: string

  beforeAll(async () => {
    const { headers } = await logIn('owner@example.test', 'correct horse battery')
    cookie = String(headers['set-cookie']?.[0]?.split(';')[0])
  })

  test.each([
    [
      'the browser says so, whatever host the proxy named',
      { Origin: 'https://shop.example', 'Sec-Fetch-Site': 'same-origin' },
    ],
    ['a proxy passed the host on', { Origin: 'http://shop.example', 'X-Forwarded-Host': 'shop.example' }],
    ['no browser asks', {}],
  ])('is ours where %s', async (_, headers) => {
    expect((await order({ Cookie: cookie, ...(headers as Record<string, string>) })).status).toBe(201)
  })

  test.each([
    ['another site', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }],
    ['another port', { Origin: 'http://127.0.0.1:1', 'Sec-Fetch-Site': 'same-site' }],
    ['a page behind a proxy that names neither', { Origin: 'http://shop.example' }],
    ['an opaque page', { Origin: 'null' }],
  ])('is not ours from %s, and the answer says what to set', async (_, headers) => {
    for (const path of ['/api/customers', '/api/v1/sync/commands', '/api/users/login']) {
      const answer = await ask(path, {
        method: 'POST',
        headers: { ...json, Cookie: cookie, ...(headers as Record<string, string>) },
        body: '{}',
      })
      expect([path, answer.status, answer.json().error.code]).toEqual([path, 403, 'unknown_origin'])
      expect(answer.json().errors[0].message).toContain(`AX_ORIGINS=${(headers as { Origin: string }).Origin}`)
    }
  })

  test('a name in other hands is refused; addresses and local names are not', async () => {
    const as = (host: string) => ask('/api/v1/sync/health', { headers: { Host: host } })
    const foreign = await as('rebound.example:3710')
    expect([foreign.status, foreign.json().error.code]).toEqual([421, 'unknown_host'])
    const vouched = { Host: `rebound.example:${server.port}`, 'X-Forwarded-Host': 'localhost' }
    expect((await ask('/api/v1/sync/health', { headers: vouched })).status).toBe(421)
    for (const host of ['127.0.0.1', '192.168.1.20:3710', '[::1]:3710', 'desk', 'desk.local', 'localhost:3710'])
      expect((await as(host)).status).toBe(200)
  })

  test('a session got by TLS never travels without it', async () => {
    const proxied = await logIn('owner@example.test', 'correct horse battery', { 'X-Forwarded-Proto': 'https' })
    expect(proxied.headers['set-cookie']?.[0]).toMatch(/; Secure$/)
    const plain = await logIn('owner@example.test', 'correct horse battery')
    expect(plain.headers['set-cookie']?.[0]).not.toContain('Secure')
  })

  test('a page can tell that somebody signed in or out since, and not who', async () => {
    const marks = (headers: { readonly 'set-cookie'?: string[] }) =>
      (headers['set-cookie'] ?? []).filter((each) => each.startsWith('ax-session='))
    const logged = await logIn('owner@example.test', 'correct horse battery', { 'X-Forwarded-Proto': 'https' })
    const [mark = '', ...more] = marks(logged.headers)
    expect(more).toEqual([])
    expect(mark).toMatch(/^ax-session=[\da-f-]{36}; Path=\/; Max-Age=34560000; SameSite=Lax; Secure$/)
    const Cookie = String(logged.headers['set-cookie']?.[0]?.split(';')[0])
    const as = (path: string) => ask(path, { method: 'POST', headers: { ...json, Cookie }, body: '{}' })
    const refreshed = await as('/api/users/refresh-token')
    expect([refreshed.status, marks(refreshed.headers)]).toEqual([200, []])
    const out = await ask('/api/users/logout', {
      method: 'POST',
      headers: { ...json, Cookie: String(refreshed.headers['set-cookie']?.[0]?.split(';')[0]) },
      body: '{}',
    })
    expect(out.status).toBe(200)
    expect(marks(out.headers)).toHaveLength(1)
    expect(marks(out.headers)).not.toEqual([mark])
  })

  test('answers of REST are kept by no cache, and their type is not guessed', async () => {
    const { headers } = await ask('/api/orders?limit=1', { headers: server.asAdmin() })
    expect(headers['cache-control']).toBe('no-store')
    const health = await ask('/api/v1/sync/health')
    expect(health.headers['x-content-type-options']).toBe('nosniff')
    expect(health.headers.vary).toContain('Origin')
  })
})
