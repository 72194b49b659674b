import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rawRequest } from '../../support/http'
import { keyHolder } from '../../support/keys'
import { startServer, type TestServer } from '../../support/server'
import { setSite } from '../../support/site'
import { askDatabase } from '../../support/test-databases'

interface Entry {
  readonly id: number
  readonly kind: string
  readonly subject: string
  readonly before: string | null
  readonly after: string | null
  readonly actor: string
  readonly address: string | null
  readonly tenant: string | null
  readonly at: string
}

const PASSWORD = 'a long enough one'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server?.stop())

const trail = async (where = '') => (await server.rest<{ docs: Entry[] }>('GET', `/api/audit?limit=0&${where}`)).docs
const newest = async () => (await trail())[0] as Entry

async function person(role: string, more: object = {}): Promise<{ id: number; email: string }> {
  const email = `${role}-${Math.random().toString(36).slice(2)}@example.test`
  const data = { email, password: PASSWORD, role, tenant: 'main', ...more }
  const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/users', data)
  return { id: doc.id, email }
}

const signIn = (email: string, password: string, address = '10.1.0.1') =>
  rawRequest(`${server.url}/api/users/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address },
    body: JSON.stringify({ email, password }),
  })

const as = async (email: string) => ({ Authorization: `JWT ${(await signIn(email, PASSWORD)).json().token}` })

describe('the audit trail keeps', () => {
  test('sign-ins, good and bad, with their address, and never what was typed for a password', async () => {
    const { id, email } = await person('staff')
    expect((await signIn(email, PASSWORD, '10.1.0.2')).status).toBe(200)
    expect(await newest()).toMatchObject({
      ...{ kind: 'sign_in', subject: email, actor: `user:${id}`, address: '10.1.0.2', tenant: 'main' },
      after: 'by password',
    })
    expect((await signIn(email, 'the wrong secret', '10.1.0.3')).status).toBe(401)
    expect(await newest()).toMatchObject({
      ...{ kind: 'sign_in_failed', subject: email, actor: 'nobody', address: '10.1.0.3', tenant: 'main' },
      after: 'wrong password',
    })
    expect((await signIn('nobody@example.test', 'the wrong secret', '10.1.0.3')).status).toBe(401)
    expect(await newest()).toMatchObject({ subject: 'nobody@example.test', tenant: null, after: 'no such account' })
    // A password typed where the address goes.
    expect((await signIn('the wrong secret', 'the wrong secret', '10.1.0.3')).status).toBe(401)
    expect(await newest()).toMatchObject({ kind: 'sign_in_failed', subject: 'no e-mail address' })
    expect(JSON.stringify(await trail())).not.toContain('the wrong secret')
  })

  test('that a limit was reached, once', async () => {
    const { email } = await person('staff')
    const statuses: number[] = []
    for (let at = 0; at < 13; at++) statuses.push((await signIn(email, `guess ${at}`, '10.1.0.4')).status)
    expect(statuses.filter((status) => status === 429)).toHaveLength(3)
    const kinds = (await trail(`where[subject][equals]=${email}`)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'sign_in_failed')).toHaveLength(10)
    expect(kinds.filter((kind) => kind === 'sign_in_limited')).toHaveLength(1)
  })

  test('a sign-in by the link of the server’s console', async () => {
    const link = /Sign in once: (\S+)/.exec(server.output())?.[1] as string
    expect((await rawRequest(link)).status).toBe(303)
    expect(await newest()).toMatchObject({ kind: 'sign_in', subject: 'owner@example.test', after: 'by one-time link' })
  })

  test('who made, changed and deleted an account, and what it was', async () => {
    const { id, email } = await person('staff', { name: 'Siti' })
    expect(await newest()).toMatchObject({ kind: 'account_made', subject: email, before: null, tenant: 'main' })
    await server.rest('PATCH', `/api/users/${id}`, { role: 'admin' })
    expect(await newest()).toMatchObject({ kind: 'account_changed', before: 'role: staff', after: 'role: admin' })
    await server.rest('PATCH', `/api/users/${id}`, { password: 'quite another one' })
    expect(await newest()).toMatchObject({ kind: 'account_changed', after: 'password: a new one' })
    await server.rest('DELETE', `/api/users/${id}`)
    expect(await newest()).toMatchObject({ kind: 'account_deleted', subject: email })
    expect((await newest()).before).toContain('role: admin')
    expect((await newest()).actor).toMatch(/^user:\d+$/)
    expect(JSON.stringify(await trail())).not.toContain('quite another one')
  })

  test('keys made and withdrawn, and never a key', async () => {
    const { id, key } = await keyHolder(server, 'stations', { name: 'lane', role: 'board' })
    expect(await newest()).toMatchObject({ kind: 'key_made', subject: 'Station lane', tenant: 'main' })
    await server.rest('DELETE', `/api/stations/${id}/key`)
    expect(await newest()).toMatchObject({ kind: 'key_revoked', subject: 'Station lane' })
    expect(JSON.stringify(await trail())).not.toContain(key)
  })

  test('prices, in money', async () => {
    const { docs } = await server.rest<{ docs: { id: number; name: string }[] }>(
      'GET',
      '/api/services?where[serviceId][equals]=basic-wash&where[tenant][equals]=main',
    )
    const [service] = docs
    const { price } = await server.rest<{ price: number }>('GET', `/api/services/${service?.id}`)
    await server.rest('PATCH', `/api/services/${service?.id}`, { price: price + 250 })
    expect(await newest()).toMatchObject({
      kind: 'price_changed',
      subject: service?.name,
      before: expect.stringContaining(`Sedan: ${(price / 100).toFixed(2)}, MPV / van: `),
      after: expect.stringContaining(`Sedan: ${((price + 250) / 100).toFixed(2)}, MPV / van: `),
    })
  })

  test('refunds and cancellations', async () => {
    const order = await server.createOrder({ totalAmount: 1500, paidAmount: 1500, stage: 'paid' })
    await server.updateOrder(order, { paymentStatus: 'refunded' })
    expect(await newest()).toMatchObject({
      ...{ kind: 'refund', subject: order.orderID, before: 'MYR 15.00', after: 'MYR 0.00', tenant: 'main' },
      actor: expect.stringMatching(/^user:\d+$/),
    })
    const other = await server.createOrder()
    await server.updateOrder(other, { stage: 'cancelled' })
    expect(await newest()).toMatchObject({ kind: 'cancellation', subject: other.orderID, after: 'Cancelled' })
  })

  test('settings of a site', async () => {
    await setSite(server, { cleaningAfterJob: true })
    expect(await newest()).toMatchObject({
      ...{ kind: 'site_changed', tenant: 'main' },
      ...{ before: 'cleans after each job: no', after: 'cleans after each job: yes' },
    })
  })
})

test('is said in the language of its reader, and kept in English', async () => {
  await person('staff', { name: 'Siti' })
  const { id } = await newest()
  await setSite(server, { cleaningAfterJob: false })
  await setSite(server, { cleaningAfterJob: true })
  const read = async (where: string, language: string) =>
    (
      await rawRequest(`${server.url}/api/audit${where}`, {
        headers: { ...server.asAdmin(), 'Accept-Language': language },
      })
    ).json()
  const { before, after } = (await read('?limit=1', 'zh')).docs[0] as Entry
  expect([before, after]).toEqual(['每单后清洁: 否', '每单后清洁: 是'])
  expect((await read(`/${id}`, 'ta')).after).toContain('பங்கு: ஊழியர்')
  expect(await newest()).toMatchObject({ after: 'cleans after each job: yes' })
})

test('nobody changes or deletes an entry, and nobody writes one', async () => {
  const { id } = await newest()
  for (const [method, where] of [
    ['POST', '/api/audit'],
    ['PATCH', `/api/audit/${id}`],
    ['DELETE', `/api/audit/${id}`],
    ['PATCH', `/api/audit?where[id][equals]=${id}`],
    ['DELETE', `/api/audit?where[id][equals]=${id}`],
  ] as const) {
    const { status } = await rawRequest(`${server.url}${where}`, {
      method,
      headers: { ...server.asAdmin(), 'Content-Type': 'application/json' },
      body: method === 'DELETE' ? undefined : JSON.stringify({ subject: 'x' }),
    })
    expect([method, where, status]).toEqual([method, where, 403])
  }
})

test('a site’s administrator reads that site’s, and nobody else of the site reads any', async () => {
  await server.rest('POST', '/api/tenants', { tenantId: 'other', name: 'Other site' })
  const local = await as((await person('admin', { tenant: 'other' })).email)
  const docs = (await rawRequest(`${server.url}/api/audit?limit=0`, { headers: local })).json().docs as Entry[]
  expect(docs.length).toBeGreaterThan(0)
  expect(new Set(docs.map(({ tenant }) => tenant))).toEqual(new Set(['other']))
  const staff = await as((await person('staff')).email)
  for (const headers of [staff, server.asStation(), {}])
    expect((await rawRequest(`${server.url}/api/audit`, { headers })).status).toBe(403)
})

test('is a table too, of what its reader may read, in the person’s language, and nothing in it is a formula', async () => {
  await setSite(server, { boardMessage: 'Open "late", today' })
  await person('staff', { name: '=1+1' })
  const table = async (headers: Record<string, string>, language = 'en') => {
    const answer = await rawRequest(`${server.url}/audit/report`, {
      headers: { ...headers, 'Accept-Language': language },
    })
    return { status: answer.status, headers: answer.headers, lines: answer.body.toString().trimEnd().split('\r\n') }
  }
  const { status, headers, lines } = await table(server.asAdmin())
  expect([status, headers['content-type'], headers['content-disposition']]).toEqual([
    ...[200, 'text/csv; charset=utf-8', 'attachment; filename="audit-trail.csv"'],
  ])
  expect(lines[0]).toBe('\uFEFFWhen,What,Whose or of what,Before,After,Who,From address,Site')
  // More than are read at once, each once, the newest first.
  const kept = await trail()
  expect(kept.length).toBeGreaterThan(45)
  expect(lines).toHaveLength(1 + kept.length)
  expect(lines[1]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,Account made,staff-/)
  expect(lines[2]).toContain('"message on the board: Open ""late"", today"')
  for (const line of lines) expect(line).not.toMatch(/(^|,)"?[=+@]/)
  expect((await table(server.asAdmin(), 'ms')).lines[1]).toContain('Akaun dibuat')
  const local = await as((await person('admin', { tenant: 'other' })).email)
  const theirs = await table(local)
  expect(theirs.lines.length).toBeGreaterThan(1)
  for (const line of theirs.lines.slice(1)) expect(line).toMatch(/,other$/)
  const staff = await as((await person('staff')).email)
  for (const headers of [staff, server.asStation()]) expect((await table(headers)).status).toBe(403)
  expect((await table({})).status).toBe(401)
})

test('a year of running is kept, so many of each site, and strangers push nothing out', async () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'ax-audit-'))
  const first = await startServer({ dataDir })
  await first.stop()
  const add = (uptime: number, kind: string, subject: string, actor: string) =>
    askDatabase(
      dataDir,
      'INSERT INTO audit (at, uptime, kind, subject, actor, tenant) VALUES (?, ?, ?, ?, ?, ?)',
      ...[clock, uptime, kind, subject, actor, 'main'],
    )
  // The clock is wrong by years; what counts is what the server has run.
  const clock = '1999-01-01T00:00:00.000Z'
  const day = 86_400
  const run = 400 * day
  await askDatabase(dataDir, "DELETE FROM counters WHERE tenant = '*' AND name = 'uptime'")
  await askDatabase(dataDir, "INSERT INTO counters (tenant, name, value) VALUES ('*', 'uptime', ?)", run)
  await askDatabase(dataDir, 'DELETE FROM audit')
  await add(run - 366 * day, 'refund', 'too old', 'user:1')
  await add(run - 364 * day, 'refund', 'a year', 'user:1')
  for (let one = 0; one < 60; one++) await add(run, 'sign_in_failed', `guess ${one}`, 'nobody')
  const second = await startServer({ dataDir, env: { AX_AUDIT_KEPT: '20' } })
  try {
    const count = async (where: string) =>
      (await second.rest<{ totalDocs: number }>('GET', `/api/audit/count?where${where}`)).totalDocs
    await expect.poll(() => count('[subject][like]=guess'), { timeout: 10_000 }).toBe(20)
    expect(await count('[subject][equals]=guess 59')).toBe(1)
    expect(await count('[subject][equals]=too old')).toBe(0)
    expect(await count('[subject][equals]=a year')).toBe(1)
  } finally {
    await second.stop()
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
})
