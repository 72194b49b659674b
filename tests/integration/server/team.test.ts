import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { peopleSchema } from '@/lib/domain/people'
import { rawRequest } from '../../support/http'
import { keyHolder } from '../../support/keys'
import { startServer, type TestServer } from '../../support/server'
import { setSite } from '../../support/site'
import { apply, command, newOrder, sendOne } from '../commands/site'

let server: TestServer
let siti = 0
let atBay: Record<string, string> = {}
beforeAll(async () => {
  server = await startServer()
  const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/team', {
    name: 'Siti',
    position: 'manager',
    pin: '2580',
  })
  siti = doc.id
  atBay = (await keyHolder(server, 'stations', { name: 'kiosk', role: 'bay', bay: 'bay-1' })).headers
})
afterAll(() => server?.stop())

const tryPin = (pin: string, headers = server.asStation(), personId = String(siti)) =>
  rawRequest(`${server.url}/api/v1/sync/pin`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ personId, pin }),
  })
const people = async (headers: Record<string, string>) =>
  peopleSchema.parse((await rawRequest(`${server.url}/api/v1/sync/people`, { headers })).json())

test('a PIN is never read again, by nobody and in no form', async () => {
  const row = await server.rest<Record<string, unknown>>('GET', `/api/team/${siti}`)
  expect(row).toMatchObject({ name: 'Siti', pinSetAt: expect.any(String) })
  expect(Object.keys(row)).not.toContain('pin')
  expect(Object.keys(row)).not.toContain('pinHash')
  const told = await server.rest<object>('PATCH', `/api/team/${siti}`, { pin: '2580' })
  expect(JSON.stringify(told)).not.toContain('2580')
  const guess = await rawRequest(`${server.url}/api/team?where[pinHash][like]=scrypt`, { headers: server.asAdmin() })
  expect(guess.status).toBe(400)
  const written = await server.rest<{ doc: object }>('PATCH', `/api/team/${siti}`, { pinHash: 'mine', pinSetAt: null })
  expect(JSON.stringify(written)).not.toContain('mine')
  expect((await tryPin('2580')).status).toBe(200)
  const audit = JSON.stringify(await server.rest('GET', '/api/audit?where[kind][equals]=team_changed'))
  expect(audit).toContain('Siti')
  expect(audit).not.toMatch(/2580|scrypt/)
  // That there is a PIN, and another one, is told; not by a number of a clock.
  expect(audit).toContain('PIN: set')
  await server.rest('PATCH', `/api/team/${siti}`, { pin: '2580' })
  const [again] = (await server.rest<{ docs: object[] }>('GET', '/api/audit?where[kind][equals]=team_changed')).docs
  expect(again).toMatchObject({ subject: 'Siti', before: 'PIN: set', after: 'PIN: a new one' })
})

test('what everybody tries first, or is no PIN, is refused', async () => {
  for (const pin of ['1234', '0000', '987654', '12', '1234567', 'abcd']) {
    await expect(server.rest('PATCH', `/api/team/${siti}`, { pin }), pin).rejects.toThrow(/400/)
  }
  expect((await tryPin('2580')).status).toBe(200)
})

test('desks know the team and its names, bays the team alone, and who has left is no longer of it', async () => {
  const member = { personId: String(siti), name: 'Siti', position: 'manager', pinSetAt: expect.any(String) }
  const desk = await people(server.asStation())
  expect(desk.team).toEqual([member])
  expect(desk.people).toContainEqual({ actor: `person:${siti}`, name: 'Siti' })
  expect(await people(atBay)).toEqual({ people: [], team: [member] })
  const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/team', { name: 'Ravi', pin: '8642' })
  await server.rest('PATCH', `/api/team/${doc.id}`, { hasLeft: true })
  const after = await people(server.asStation())
  expect(after.team).toEqual([member])
  expect(after.people).toContainEqual({ actor: `person:${doc.id}`, name: 'Ravi' })
  expect((await tryPin('8642', server.asStation(), String(doc.id))).status).toBe(404)
})

test('a station that guesses waits, and nobody else with it; the right PIN counts for nothing', async () => {
  for (let tries = 0; tries < 8; tries += 1) expect((await tryPin('2580')).status).toBe(200)
  const first = await tryPin('2581')
  expect(first.status).toBe(403)
  expect(first.json()).toMatchObject({ error: { code: 'wrong_pin' } })
  for (let tries = 0; tries < 4; tries += 1) await tryPin('2581')
  const waits = await tryPin('2580')
  expect(waits.status).toBe(429)
  expect(Number(waits.headers['retry-after'])).toBeGreaterThan(60)
  expect((await tryPin('2580', atBay)).status).toBe(200)
})

test('a customer acts in nobody else’s name', async () => {
  const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/customers', { name: 'Aina' })
  const account = { email: 'aina@example.test', password: 'a long enough one', role: 'customer', customer: doc.id }
  await server.rest('POST', '/api/users', { ...account, tenant: 'main' })
  const signedIn = await rawRequest(`${server.url}/api/users/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(account),
  })
  const headers = { Authorization: `JWT ${signedIn.json().token}` }
  const { orderID } = await server.createOrder({ customer: doc.id })
  await apply(server, headers, { ...command('order.cancel', { orderID }), person: String(siti) })
  const { docs } = await server.rest<{ docs: { actor: string }[] }>(
    'GET',
    `/api/sync-events?where[orderID][equals]=${orderID}&sort=-seq&limit=1`,
  )
  expect(docs[0]?.actor).toMatch(/^user:/)
})

test('what is done bears the name of who stood there: events, money and the audit trail, and nobody else’s', async () => {
  const desk = server.asStation()
  const as = { person: String(siti) }
  const orderID = (await apply(server, desk, { ...newOrder('WHO 1'), ...as })).orderID as string
  await apply(server, desk, command('order.setPayment', { orderID, action: 'pay', method: 'cash', amount: 2500 }, as))
  const events = await server.rest<{ docs: { actor: string }[] }>(
    'GET',
    `/api/sync-events?where[orderID][equals]=${orderID}&limit=50`,
  )
  expect(new Set(events.docs.map(({ actor }) => actor))).toEqual(new Set([`person:${siti}`]))
  const paid = await server.rest<{ docs: object[] }>('GET', `/api/payments?where[orderID][equals]=${orderID}`)
  expect(paid.docs).toMatchObject([{ person: `person:${siti}`, station: expect.any(String) }])
  // Of what is done at a sign-in by name the trail says whose that was, whomever it named.
  await apply(
    server,
    server.asAdmin(),
    command('order.setPayment', { orderID, action: 'refund', amount: 2500, reason: 'Scratch' }, as),
  )
  const trail = await server.rest<{ docs: { actor: string }[] }>('GET', '/api/audit?where[kind][equals]=refund')
  expect(trail.docs).toMatchObject([{ actor: expect.stringMatching(/^user:/) }])
  // Of another site, or of none: what has happened is kept, without a name that could not be read.
  const other = { person: '999999' }
  const second = (await apply(server, desk, { ...newOrder('WHO 2'), ...other })).orderID as string
  const made = await server.rest<{ docs: { actor: string }[] }>(
    'GET',
    `/api/sync-events?where[orderID][equals]=${second}&limit=50`,
  )
  expect(made.docs.every(({ actor }) => actor.startsWith('station:'))).toBe(true)
})

const askWho = (askWho: boolean) => setSite(server, { askWho })

test('a manager’s approval lets a desk give money back, and stands in the ledger, the note and the audit trail', async () => {
  const desk = server.asStation()
  const { doc } = await server.rest<{ doc: { id: number } }>('POST', '/api/team', { name: 'Ravi', position: 'washer' })
  const asked = { person: String(doc.id) }
  const orderID = (await apply(server, desk, newOrder('WHO 3'))).orderID as string
  await apply(server, desk, command('order.setPayment', { orderID, action: 'pay', method: 'cash', amount: 1500 }))
  const refund = command('order.setPayment', { orderID, action: 'refund', reason: 'rain', amount: 500, method: 'cash' })
  const approved = { ...refund, ...asked, approvedBy: String(siti) }
  const isRefused = async (named: object) =>
    expect(await sendOne(server, desk, { ...refund, id: randomUUID(), ...named })).toMatchObject({
      status: 'rejected',
      code: 'forbidden',
    })
  // Where nobody is asked for, a name gives no right.
  await isRefused({ ...asked, approvedBy: String(siti) })
  await askWho(true)
  try {
    await isRefused(asked)
    await isRefused({ ...asked, approvedBy: asked.person })
    await apply(server, desk, approved)
  } finally {
    await askWho(false)
  }
  const ledger = await server.rest<{ docs: object[] }>(
    'GET',
    `/api/payments?where[orderID][equals]=${orderID}&where[kind][equals]=refund`,
  )
  expect(ledger.docs).toMatchObject([{ person: `person:${doc.id}`, approvedBy: `person:${siti}`, amount: -500 }])
  const orders = await server.rest<{ docs: object[] }>('GET', `/api/orders?where[orderID][equals]=${orderID}`)
  expect(orders.docs).toMatchObject([{ staffNotes: 'Refund: rain (approved by Siti)' }])
  const audit = await server.rest<{ docs: object[] }>('GET', '/api/audit?where[kind][equals]=approval')
  expect(audit.docs).toMatchObject([{ subject: orderID, actor: `person:${siti}`, after: 'money back, asked by Ravi' }])
})

test('at a site that asks who is there, a desk calls an order off with an approval alone; an older station is told so', async () => {
  const desk = server.asStation()
  const orderID = (await apply(server, desk, newOrder('WHO 4'))).orderID as string
  const reason = 'Left'
  await askWho(true)
  try {
    const refused = await sendOne(server, desk, command('order.cancel', { orderID }))
    expect(refused).toMatchObject({ status: 'rejected', reason: 'rules.permission.cancel' })
    await apply(server, desk, { ...command('order.cancel', { orderID, reason }), approvedBy: String(siti) })
  } finally {
    await askWho(false)
  }
  const { docs } = await server.rest<{ docs: object[] }>('GET', `/api/orders?where[orderID][equals]=${orderID}`)
  const approved = { calledOffReason: reason, calledOffApprovedBy: `person:${siti}` }
  expect(docs).toMatchObject([{ ...approved, calledOffBy: expect.stringMatching(/^station:/) }])
})

/** Signs somebody in by name, and keeps the cookies that the server gives them. */
async function browserOf(email: string, password: string) {
  const jar = new Map<string, string>()
  const ask = async (path: string, body: object) => {
    const headers = { 'Content-Type': 'application/json', Cookie: [...jar].map((pair) => pair.join('=')).join('; ') }
    const answer = await rawRequest(`${server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    for (const cookie of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      jar.set(name, value)
    }
    return answer
  }
  expect((await ask('/api/users/login', { email, password })).status).toBe(200)
  return {
    jar,
    pin: async (personId: string, pin: string, purpose: string) =>
      expect((await ask('/api/v1/sync/pin', { personId, pin, purpose })).status).toBe(200),
    do: async (one: object) =>
      (await ask('/api/v1/sync/commands', { commands: [one], sentAt: new Date().toISOString() })).json().results[0],
  }
}

test('at a sign-in by name an approver, and who is trusted with more than it, is believed by a PIN shown in it', async () => {
  const account = { email: 'desk@example.test', password: 'a long enough one', role: 'staff', tenant: 'main' }
  await server.rest('POST', '/api/users', account)
  const member = async (name: string, position: string, pin: string) =>
    String((await server.rest<{ doc: { id: number } }>('POST', '/api/team', { name, position, pin })).doc.id)
  const owner = await member('Tan', 'owner', '7531')
  const washer = await member('Muthu', 'washer', '8642')
  const desk = await browserOf(account.email, account.password)
  const orderID = (await apply(server, server.asStation(), newOrder('WHO 5'))).orderID as string
  const refused = { status: 'rejected', code: 'forbidden' }
  const discount = (named: object, issuedAt = new Date().toISOString()) =>
    desk.do({
      ...command('order.setDiscount', { orderID, discount: 1200, reason: 'Came back dirty' }, { issuedAt }),
      ...named,
    })
  const order = async () =>
    (await server.rest<{ docs: object[] }>('GET', `/api/orders?where[orderID][equals]=${orderID}`)).docs[0]
  await askWho(true)
  try {
    // Nobody showed a PIN: a name is worth no more than the sign-in, neither of who stands there nor of who approves.
    expect(await discount({ person: washer, approvedBy: owner })).toMatchObject(refused)
    expect(await discount({ person: owner, approvedBy: owner })).toMatchObject(refused)
    // The approval is good for that sign-in, within minutes of what it approves, and makes nobody stand there.
    await desk.pin(owner, '7531', 'approves')
    const other = await browserOf(account.email, account.password)
    for (const [name, value] of desk.jar) if (name.startsWith('ax-approves')) other.jar.set(name, value)
    const elsewhere = command('order.setDiscount', { orderID, discount: 1200, reason: 'Came back dirty' })
    expect(await other.do({ ...elsewhere, person: washer, approvedBy: owner })).toMatchObject(refused)
    const earlier = new Date(Date.now() - 6 * 60_000).toISOString()
    expect(await discount({ person: washer, approvedBy: owner }, earlier)).toMatchObject(refused)
    expect(await discount({ person: owner })).toMatchObject(refused)
    expect(await discount({ person: washer, approvedBy: owner })).toMatchObject({ status: 'applied' })
    expect(await order()).toMatchObject({ discountApprovedBy: `person:${owner}` })
    // A PIN that was set anew since proves nothing.
    await server.rest('PATCH', `/api/team/${owner}`, { pin: '9753' })
    expect(await discount({ person: washer, approvedBy: owner })).toMatchObject(refused)
    // Who stands there by their PIN approves what they do themselves, until somebody else does.
    await desk.pin(owner, '9753', 'stands')
    expect(await discount({ person: washer, approvedBy: owner })).toMatchObject(refused)
    expect(await discount({ person: owner, approvedBy: owner }, earlier)).toMatchObject({ status: 'applied' })
  } finally {
    await askWho(false)
  }
})
