import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Choices, Paired } from '@/lib/domain/pairing'
import { type RawResponse, rawRequest } from '../../support/http'
import { startServer, type TestServer } from '../../support/server'
import { askDatabase } from '../../support/test-databases'

/** What a machine is for may be left open where its code is made: then it is chosen at the machine, once. */

let server: TestServer
const sites = { main: { bays: [1, 2] }, other: { bays: [7] } } as const
beforeAll(async () => {
  server = await startServer()
  await server.rest('POST', '/api/tenants', { tenantId: 'other', name: 'Other' })
  for (const [tenant, { bays }] of Object.entries(sites)) {
    for (const number of bays)
      await server.rest('POST', '/api/bays', {
        tenant,
        bayId: `lane-${number}`,
        name: `Lane ${number}`,
        position: number,
      })
  }
  await server.rest('POST', '/api/stations', { name: 'first', role: 'bay', bay: 'lane-1', tenant: 'main' })
})
afterAll(() => server?.stop())

let addresses = 0
const send = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<RawResponse> =>
  rawRequest(`${server.url}/api/stations/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `10.5.${++addresses}.1`, ...headers },
    body: JSON.stringify(body),
  })
const codeOf = (answer: RawResponse) =>
  `${answer.status} ${(answer.json() as { errors: { data?: { code?: string } }[] }).errors[0]?.data?.code}`
const newCode = (body: object = { role: null, tenant: 'main' }) =>
  server.rest<{ id: string; code: string; expiresAt: string }>('POST', '/api/stations/code', body)
async function openChoice(body?: object): Promise<string> {
  const answer = await send('pair', { code: (await newCode(body)).code })
  expect(answer.status).toBe(201)
  // No key of a station, nor anything else of the site, before it has chosen.
  expect(Object.keys(answer.json() as object)).toEqual(['choiceKey'])
  return (answer.json() as { choiceKey: string }).choiceKey
}
const choose = (choiceKey: string, choice: object = {}) => send('choose', { choiceKey, ...choice })
const stationsNow = async () =>
  (
    await server.rest<{ docs: { name: string; role: string; bay?: string; tenant: string }[] }>(
      'GET',
      '/api/stations?limit=0&depth=0',
    )
  ).docs
const entries = async () =>
  (
    await server.rest<{ docs: { kind: string; actor: string; after: string; subject: string }[] }>(
      'GET',
      '/api/audit?limit=8',
    )
  ).docs

test('a machine whose code leaves all open is told roles and bays, chooses once, and is a station then', async () => {
  const before = await stationsNow()
  const choiceKey = await openChoice()
  const list = await choose(choiceKey)
  expect(list.status).toBe(200)
  const choices = list.json() as Choices
  expect(choices).toMatchObject({ site: expect.any(String), roles: ['bay', 'cashier', 'board'] })
  expect(choices.secondsLeft).toBeGreaterThan(9 * 60)
  expect(choices.bays.filter(({ bayId }) => bayId.startsWith('lane'))).toEqual([
    { bayId: 'lane-1', name: 'Lane 1', stations: ['first'] },
    { bayId: 'lane-2', name: 'Lane 2', stations: [] },
  ])
  expect(await stationsNow()).toEqual(before)
  const answer = await choose(choiceKey, { role: 'bay', bay: 'lane-2' })
  expect(answer.status).toBe(201)
  const paired = answer.json() as Paired
  expect(paired).toMatchObject({ name: 'lane-2', role: 'bay', bay: 'lane-2' })
  const me = await rawRequest(`${server.url}/api/stations/me`, {
    headers: { Authorization: `stations API-Key ${paired.apiKey}` },
  })
  expect(me.json()).toMatchObject({ user: { name: 'lane-2', role: 'bay', bay: 'lane-2', tenant: 'main' } })
  expect(codeOf(await choose(choiceKey, { role: 'board', bay: null }))).toBe('409 already_chosen')
  expect(codeOf(await choose(choiceKey))).toBe('409 already_chosen')
  expect(await stationsNow()).toHaveLength(before.length + 1)
  const trail = await entries()
  const by = { actor: expect.stringMatching(/^user:\d+$/) }
  for (const entry of [
    { kind: 'account_changed', subject: 'New station', after: expect.stringContaining('a new one') },
    { kind: 'account_changed', subject: 'New station', after: expect.stringContaining('used') },
    { kind: 'account_made', subject: 'Station lane-2' },
    { kind: 'key_made', subject: 'Station lane-2', after: expect.stringContaining('chosen at the machine') },
  ])
    expect(trail).toContainEqual(expect.objectContaining({ ...entry, ...by }))
  const kept = JSON.stringify([trail, await askDatabase(server.dataDir, 'SELECT * FROM payload_kv')])
  expect(kept).not.toContain(choiceKey)
  expect(kept).not.toContain(paired.apiKey)
})

test('a name that is taken gets a number, and a bay that has a station may get another', async () => {
  const choices = await Promise.all([openChoice(), openChoice()])
  const answers = await Promise.all(choices.map((key) => choose(key, { role: 'bay', bay: 'lane-1' })))
  expect(answers.map((answer) => (answer.json() as Paired).name).toSorted()).toEqual(['lane-1', 'lane-1-2'])
  const names = []
  for (const role of ['cashier', 'board', 'board'])
    names.push(((await choose(await openChoice(), { role, bay: null })).json() as Paired).name)
  expect(names).toEqual(['desk-2', 'board', 'board-2'])
})

test('a bay whose name is as long as names may be has room for a second machine', async () => {
  const bay = 'long-'.padEnd(64, 'x')
  await server.rest('POST', '/api/bays', { bayId: bay, name: 'A long one', tenant: 'main' })
  const names = []
  for (const key of [await openChoice(), await openChoice()])
    names.push(((await choose(key, { role: 'bay', bay })).json() as Paired).name)
  expect(names).toEqual([bay, `${bay.slice(0, 62)}-2`])
})

test('of choices made at once with one key, one is taken', async () => {
  const choiceKey = await openChoice()
  const answers = await Promise.all([1, 2, 3].map(() => choose(choiceKey, { role: 'board', bay: null })))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
})

test('what the code leaves open can be chosen and nothing else, and a choice that is refused uses nothing up', async () => {
  const choiceKey = await openChoice({ role: 'bay', tenant: 'main' })
  expect((await choose(choiceKey)).json()).toMatchObject({ roles: ['bay'] })
  expect(codeOf(await choose(choiceKey, { role: 'cashier', bay: null }))).toBe('400 not_offered')
  // A bay of another site, one that is none, and none at all.
  for (const bay of ['lane-7', 'lane-9'])
    expect(codeOf(await choose(choiceKey, { role: 'bay', bay }))).toBe('400 no_such_bay')
  for (const choice of [{ role: 'bay', bay: null }, { role: 'bay' }, { role: 'admin', bay: null }, { bay: 'lane-1' }])
    expect(codeOf(await choose(choiceKey, choice))).toBe('400 bad_body')
  expect(codeOf(await choose(choiceKey, { role: 'bay', bay: 'lane-2', tenant: 'other' }))).toBe('400 bad_body')
  expect((await choose(choiceKey, { role: 'bay', bay: 'lane-2' })).status).toBe(201)
  for (const body of [{}, { role: 'board' }, { role: 'cashier', tenant: 'main' }, { role: null, name: 'x' }])
    expect(codeOf(await send('code', body, server.asAdmin()))).toBe('400 bad_body')
})

test('a machine chooses at the site of its code, which that site’s administrator alone makes', async () => {
  const account = { email: 'main-admin@example.test', password: 'a long enough one' }
  const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/users', {
    ...account,
    ...{ role: 'admin', tenant: 'main' },
  })
  const login = await rawRequest(`${server.url}/api/users/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(account),
  })
  const asThem = { Authorization: `JWT ${(login.json() as { token: string }).token}` }
  expect(codeOf(await send('code', { role: null, tenant: 'other' }, asThem))).toBe('404 not_found')
  expect(codeOf(await send('code', { role: null }))).toBe('403 forbidden')
  const choiceKey = await openChoice({ role: null, tenant: 'other' })
  const { bays } = (await choose(choiceKey)).json() as Choices
  expect(bays.map(({ bayId }) => bayId)).toEqual(['lane-7'])
  expect(codeOf(await choose(choiceKey, { role: 'bay', bay: 'lane-1' }))).toBe('400 no_such_bay')
  const { apiKey } = (await choose(choiceKey, { role: 'bay', bay: 'lane-7' })).json() as Paired
  const me = await rawRequest(`${server.url}/api/stations/me`, {
    headers: { Authorization: `stations API-Key ${apiKey}` },
  })
  expect(me.json()).toMatchObject({ user: { tenant: 'other', bay: 'lane-7' } })
  // Whoever made the code may do so no longer: nor may the machine.
  const { code } = (await send('code', { role: null }, asThem)).json() as { code: string }
  const theirs = ((await send('pair', { code })).json() as { choiceKey: string }).choiceKey
  await server.rest('PATCH', `/api/users/${doc.id}`, { role: 'staff' })
  expect(codeOf(await choose(theirs, { role: 'cashier', bay: null }))).toBe('410 choice_over')
})

test('ten minutes after the code was made there is nothing to choose any more, and the page knows how far it is', async () => {
  const choiceKey = await openChoice()
  const rows = await askDatabase<{ key: string; data: string | object }>(
    server.dataDir,
    "SELECT key, data FROM payload_kv WHERE key LIKE 'choice %'",
  )
  const read = (data: string | object) =>
    (typeof data === 'string' ? JSON.parse(data) : data) as { station: null | number }
  const row = rows.find(({ data }) => read(data).station === null)
  const past = JSON.stringify({ ...read(row?.data ?? '{}'), until: new Date(Date.now() - 1_000).toISOString() })
  for (const each of rows.filter(({ data }) => read(data).station === null))
    await askDatabase(server.dataDir, 'UPDATE payload_kv SET data = ? WHERE key = ?', past, each.key)
  expect(codeOf(await choose(choiceKey))).toBe('410 choice_over')
  expect(codeOf(await choose(choiceKey, { role: 'board', bay: null }))).toBe('410 choice_over')
})

test('a key of a choice is not guessed: five wrong ones of an address, then it waits, and others go on', async () => {
  const choiceKey = await openChoice()
  const from = { 'X-Forwarded-For': '10.4.0.1' }
  const guess = () => send('choose', { choiceKey: 'a'.repeat(32) }, from)
  for (let tried = 0; tried < 5; tried++) expect(codeOf(await guess())).toBe('410 choice_over')
  const late = await guess()
  expect(codeOf(late)).toBe('429 too_many_tries')
  expect(Number(late.headers['retry-after'])).toBeGreaterThan(500)
  expect((await send('choose', { choiceKey }, from)).status).toBe(429)
  // A right one is no try, however often the list is looked at.
  for (let looked = 0; looked < 8; looked++)
    expect((await send('choose', { choiceKey }, { 'X-Forwarded-For': '10.4.0.2' })).status).toBe(200)
})

test('a wrong code is a wrong try at an open code as at any other', async () => {
  const { code } = await newCode()
  const wrong = code === '000000' ? '000001' : '000000'
  for (let tried = 0; tried < 5; tried++) expect(codeOf(await send('pair', { code: wrong }))).toBe('404 wrong_code')
  expect(codeOf(await send('pair', { code }))).toBe('404 wrong_code')
})
