import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rawRequest } from '../../support/http'
import { SERVER_ENTRY, startServer, type TestServer } from '../../support/server'

let server: TestServer

beforeAll(async () => {
  server = await startServer({ firstStart: true })
})
afterAll(() => server?.stop())

test('while it starts, a stream ends without an answer: an EventSource takes any but 200 for the last', async () => {
  const { port } = server
  const dataDir = server.dataDir
  await server.kill9()
  const coming = startServer({ dataDir, port })
  let ready = false
  void coming.then(() => {
    ready = true
  })
  const statuses = { health: new Set<number>(), stream: new Set<number>() }
  const url = `http://127.0.0.1:${port}/api/v1/sync`
  const ask = async (name: string, headers: Record<string, string> = {}) =>
    (await rawRequest(`${url}/${name}`, { headers }).catch(() => null))?.status
  while (!ready) {
    const [health, stream] = await Promise.all([ask('health'), ask('events', { Accept: 'text/event-stream' })])
    if (health) statuses.health.add(health)
    if (stream) statuses.stream.add(stream)
  }
  server = await coming
  expect([...statuses.health]).toContain(503)
  expect([...statuses.stream]).not.toContain(503)
})

describe('a first start', () => {
  test('says exactly that it is ready, and gives a link for one sign-in', async () => {
    expect(server.output()).toContain(
      `AX Station ready at ${server.url}\nSign in once: ${server.url}/sign-in/once?token=`,
    )
    const link = /Sign in once: (\S+)/.exec(server.output())?.[1] as string
    const first = await rawRequest(link)
    expect([first.status, first.headers.location]).toEqual([303, '/'])
    const [cookie] = first.headers['set-cookie'] as string[]
    expect(cookie).toMatch(/^ax-[0-9a-f]{8}-token=.*HttpOnly.*SameSite=Lax/)
    const me = await rawRequest(`${server.url}/api/users/me`, { headers: { Cookie: String(cookie?.split(';')[0]) } })
    expect(me.json().user).toMatchObject({ email: 'owner@example.test', role: 'admin' })
    for (const worthless of [link, `${server.url}/sign-in/once?token=guess`]) {
      const answer = await rawRequest(worthless)
      expect([answer.status, answer.headers.location]).toEqual([303, '/station/sign-in?to=/&link=used'])
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  })

  test('keeps no secret where others can read it, and prints none', () => {
    const secret = path.join(server.dataDir, 'secret')
    expect(fs.statSync(secret).mode & 0o777).toBe(0o600)
    const log = fs.readFileSync(path.join(server.dataDir, 'logs/server.log'), 'utf8')
    for (const hidden of [
      fs.readFileSync(secret, 'utf8').trim(),
      server.stationKey,
      server.adminToken,
      'correct horse',
    ]) {
      expect(server.output()).not.toContain(hidden)
      expect(log).not.toContain(hidden)
    }
  })

  test('serves the admin panel without anything from elsewhere', async () => {
    const page = await rawRequest(`${server.url}/admin/login`, { headers: { Accept: 'text/html' } })
    expect(page.status).toBe(200)
    const html = page.body.toString()
    expect(html.match(/(?:src|href)="https?:\/\/(?!127\.0\.0\.1)[^"]+"/g)).toBeNull()
    const style = /href="(\/_next\/static\/[^"]+\.css[^"]*)"/.exec(html)?.[1]
    expect((await rawRequest(`${server.url}${style}`)).status).toBe(200)
  })

  test('holds its pages to a policy: own files, and the inline scripts of this very answer', async () => {
    const forged = { 'Content-Security-Policy': "script-src 'nonce-forged'" }
    const page = await rawRequest(`${server.url}/station/sign-in`, { headers: { Accept: 'text/html', ...forged } })
    expect(page.status).toBe(200)
    const policy = String(page.headers['content-security-policy'])
    const nonce = /script-src 'self' 'nonce-([^']+)'(?:;|$)/.exec(policy)?.[1]
    expect(nonce).toMatch(/^[\w+/]{22}==$/)
    const inline = page.body.toString().match(/<script(?![^>]* src=)[^>]*>/g) ?? []
    expect(inline.length).toBeGreaterThan(0)
    for (const script of inline) expect(script).toContain(`nonce="${nonce}"`)
    expect(policy).toContain("default-src 'none'")
    const again = await rawRequest(`${server.url}/station/sign-in`, { headers: { Accept: 'text/html' } })
    expect(again.headers['content-security-policy']).not.toBe(policy)
  })

  test.each(['/admin/login', '/station/sign-in', '/api/users/me'])('lets no other site frame %s', async (path) => {
    const { headers } = await rawRequest(`${server.url}${path}`)
    expect(headers['content-security-policy']).toContain("frame-ancestors 'self'")
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  test('gives a station that asks again a fresh key, and voids the old one', async () => {
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-keys-'))
    try {
      const first = await startServer({ dataDir })
      await first.stop()
      const second = await startServer({ dataDir })
      const ask = (key: string) =>
        rawRequest(`${second.url}/api/v1/sync/snapshot`, { headers: second.asStation(key) }).then(
          ({ status }) => status,
        )
      expect(await ask(second.stationKey)).toBe(200)
      expect(await ask(first.stationKey)).toBe(401)
      await second.stop()
    } finally {
      fs.rmSync(dataDir, { recursive: true, force: true })
    }
  })
})

describe('an environment that cannot be used', () => {
  const start = (env: Record<string, string>) => {
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-env-'))
    const result = spawnSync(process.execPath, [SERVER_ENTRY], {
      env: { NODE_ENV: 'production', PATH: process.env.PATH, AX_DATA_DIR: dataDir, AX_PORT: '0', ...env },
      encoding: 'utf8',
      timeout: 20_000,
    })
    fs.rmSync(dataDir, { recursive: true, force: true })
    return result
  }

  test.each([
    [{ AX_PORT: 'http' }, 'bad_environment', 'AX_PORT'],
    [{ AX_ADMIN_PASSWORD: 'short' }, 'bad_environment', 'AX_ADMIN_PASSWORD'],
    [{ AX_ORIGINS: 'shop.example' }, 'bad_environment', 'AX_ORIGINS'],
    [{ AX_PROVISION_STATION: '{' }, 'bad_environment', 'AX_PROVISION_STATION'],
    [{ DATABASE_URI: 'postgres://db/ax' }, 'bad_environment', 'PAYLOAD_SECRET'],
    [{ DATABASE_URI: 'mongodb://db/ax' }, 'unsupported_database', 'mongodb'],
    [
      { DATABASE_URI: 'mongodb://db/ax', AX_MONGODB: 'unproven', PAYLOAD_SECRET: 'x'.repeat(40) },
      'unsupported_database',
      'does not carry',
    ],
  ])('%o: exit code 1, a code and the reason', (env, code, reason) => {
    const { status, stderr } = start(env as Record<string, string>)
    expect(status).toBe(1)
    expect(stderr).toContain(`(${code})`)
    expect(stderr).toContain(reason)
  })

  test('a port in use says so', () => {
    const { status, stderr } = start({ AX_PORT: String(server.port) })
    expect(status).toBe(1)
    expect(stderr).toContain('EADDRINUSE')
    expect(stderr).toContain('AX_PORT')
  })
})
