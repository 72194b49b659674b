import { APIError, createLocalReq } from 'payload'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { setKey } from '@/cms/access/keys'
import { limitPasswords } from '@/cms/access/sign-in-limits'
import { inTransaction, lockTenant } from '@/cms/database'
import { pricesEndpoint } from '@/cms/site/save-prices'
import { openDatabase, type TestDatabase } from '../support/database'
import { endedOrder } from '../support/ended-order'
import { startPostgres, type TestPostgres } from '../support/postgres'

/** Two who change the same row in the same moment: the second is told, and neither undoes the other. */

const ADMIN = { id: 1, collection: 'users', email: 'owner@example.com', role: 'admin' } as never

const PERSON = { password: 'a long enough one', role: 'admin' } as const

let postgres: TestPostgres
let database: TestDatabase
/** Past the server. */
let side: pg.Client
beforeAll(async () => {
  postgres = await startPostgres()
  const uri = await postgres.newDatabase()
  database = await openDatabase({ uri })
  side = new pg.Client({ connectionString: uri })
  await side.connect()
})
afterAll(async () => {
  await side?.end()
  await database?.close()
  await postgres?.close()
})

async function service(serviceId: string) {
  const { docs } = await database.payload.find({
    collection: 'services',
    where: { and: [{ serviceId: { equals: serviceId } }, { tenant: { equals: 'main' } }] },
  })
  const [found] = docs
  if (!found) throw new Error(`There is no ${serviceId}`)
  return found
}

const told = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'saved',
    (error: unknown) => (error instanceof APIError ? `${error.status} ${error.data?.code}` : String(error)),
  )

async function save(id: number, from: number, to: number): Promise<string> {
  const req = await createLocalReq({ user: ADMIN }, database.payload)
  const body = { services: [{ id, changes: [{ vehicleType: 'sedan', from, to }] }] }
  return told(Promise.resolve(pricesEndpoint.handler(Object.assign(req, { json: async () => body }))))
}

async function waitingForLocks() {
  const { rows } = await side.query<{ query: string }>(
    "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  )
  // What it saw first it would show until its end.
  await side.query('SELECT pg_stat_clear_snapshot()')
  return rows
}

/** Lets both come as far as they can while the row cannot be written, then lets it be written. */
async function atOnce(
  [table, id]: readonly [string, number],
  ...writers: (() => Promise<string>)[]
): Promise<string[]> {
  await side.query('BEGIN')
  await side.query(`SELECT id FROM ${table} WHERE id = $1 FOR UPDATE`, [id])
  const waiting: Promise<string>[] = []
  for (const write of writers) {
    waiting.push(write())
    await expect.poll(waitingForLocks).toHaveLength(waiting.length)
  }
  await side.query('COMMIT')
  return Promise.all(waiting)
}

test('of two who save the same price, the second is told of the first', async () => {
  const { id } = await service('basic-wash')
  const told = await atOnce(
    ['services', id],
    () => save(id, 1500, 1800),
    () => save(id, 1500, 1900),
  )
  expect(told).toEqual(['saved', '409 changed_meanwhile'])
  expect((await service('basic-wash')).surcharges).toContainEqual(
    expect.objectContaining({ vehicleType: 'sedan', price: 300 }),
  )
})

test('whoever edits the service meanwhile does not put the former price back', async () => {
  const { id, price } = await service('engine-bay')
  const rename = () =>
    told(database.payload.update({ collection: 'services', id, data: { name: 'Engine' }, user: ADMIN }))
  const both = await atOnce(['services', id], () => save(id, price, price + 500), rename)
  expect(both).toEqual(['saved', '409 changed_meanwhile'])
  const { name, surcharges } = await service('engine-bay')
  expect(name).not.toBe('Engine')
  expect(surcharges).toContainEqual(expect.objectContaining({ vehicleType: 'sedan', price: 500 }))
})

test.each([
  ['vehicles', { tenant: 'main', plate: 'TWO 1', type: 'sedan' }, { make: 'Proton' }, { colour: 'red' }],
  ['orders', endedOrder('AX-20250101-0001'), { customerNotes: 'Baby seat' }, { staffNotes: 'Scratched' }],
  ['customers', { tenant: 'main', name: 'Aisyah' }, { phone: '+60123456789' }, { name: 'Nur Aisyah' }],
  ['stations', { tenant: 'main', name: 'desk-2', role: 'cashier' }, { role: 'board' }, { name: 'desk-3' }],
  ['team', { tenant: 'main', name: 'Devi', position: 'washer' }, { hasLeft: true }, { name: 'Devi R.' }],
  ['users', { ...PERSON, email: 'one@example.com', tenant: 'main' }, { role: 'customer' }, { name: 'One' }],
  ['users', { ...PERSON, email: 'all@example.com', tenant: null }, { role: 'staff' }, { name: 'All' }],
  ['tenants', { tenantId: 'north', name: 'North' }, { currency: 'SGD' }, { name: 'North side' }],
] as const)('of two who edit the same of %s, the second is told of the first', async (collection, data, one, other) => {
  const { payload } = database
  const { id } = await payload.create({ collection, data: data as never })
  const edit = (part: object) => () => told(payload.update({ collection, id, data: part, user: ADMIN }))
  expect(await atOnce([collection, id], edit(one), edit(other))).toEqual(['saved', '409 changed_meanwhile'])
  const row = await payload.findByID({ collection, id, depth: 0 })
  expect(row).toMatchObject(one)
  expect(row).not.toMatchObject(other)
})

test('a key is withdrawn, whoever edits the station in the same moment', async () => {
  const { payload } = database
  const data = { tenant: 'main', name: 'lost', role: 'cashier' } as const
  const { id } = await payload.create({ collection: 'stations', data })
  const withdraw = async () => {
    await setKey(await createLocalReq({ user: ADMIN }, payload), 'stations', id, 'a key nobody guesses')
    const rename = () => told(payload.update({ collection: 'stations', id, data: { name: 'found' }, user: ADMIN }))
    const req = await createLocalReq({ user: ADMIN }, payload)
    return atOnce(['stations', id], rename, () => told(setKey(req, 'stations', id, null)))
  }
  expect(await withdraw()).toEqual(['saved', 'saved'])
  const row = await payload.findByID({ collection: 'stations', id, depth: 0, showHiddenFields: true })
  expect(row).toMatchObject({ name: 'found', enableAPIKey: false })
})

test('two edits never carry the same moment, by which whoever read between them would not see the second', async () => {
  const { payload } = database
  const { id } = await payload.create({ collection: 'team', data: { tenant: 'main', name: 'Mei', position: 'washer' } })
  const edit = (name: string) => payload.update({ collection: 'team', id, data: { name }, user: ADMIN })
  const now = Date.now() + 1_000
  vi.useFakeTimers({ toFake: ['Date'], now })
  try {
    const first = await edit('Mei L.')
    const second = edit('Mei Ling')
    // Its clock stands still meanwhile: once it waits, or is done, the clock goes on.
    await new Promise((resolve) => setTimeout(resolve, 60))
    vi.setSystemTime(now + 1)
    expect((await second).updatedAt).not.toBe(first.updatedAt)
  } finally {
    vi.useRealTimers()
  }
})

async function account(email: string): Promise<number> {
  const data = { ...PERSON, email, tenant: 'main' } as const
  return (await database.payload.create({ collection: 'users', data })).id
}

test('an edit of an account waits for nobody who writes what is of its site: its password is hashed meanwhile', async () => {
  const id = await account('site@example.com')
  const req = await createLocalReq({}, database.payload)
  const saved = await inTransaction(req, async () => {
    await lockTenant(req, 'main')
    return told(database.payload.update({ collection: 'users', id, data: { name: 'Site' } }))
  })
  expect(saved).toBe('saved')
})

test('nobody sets more passwords than a few: each costs half a second', async () => {
  const set = async (id: number) => {
    const user = { ...(ADMIN as object), id } as never
    const req = await createLocalReq({ user }, database.payload)
    const asked = { args: { data: { password: 'x' } }, operation: 'update', req } as never
    return told(Promise.resolve(limitPasswords(asked)))
  }
  const answers: string[] = []
  for (let nth = 0; nth < 11; nth += 1) answers.push(await set(71))
  expect(answers).toEqual([...Array(10).fill('saved'), '429 too_many_passwords'])
  expect(await set(72)).toBe('saved')
})

test('an edit of an account ends no session, brings none back, and ends them all where it sets a password', async () => {
  const id = await account('out@example.com')
  const { db } = database.payload
  const session = (name: string) => ({
    id: name,
    createdAt: new Date(),
    expiresAt: new Date(Date.now() + 3_600_000),
  })
  // As Payload signs in.
  const signIn = (name: string) =>
    db.updateOne({ collection: 'users', id, data: { sessions: [session(name)], updatedAt: null }, req: {} as never })
  const kept = async () => {
    const found = await db.findOne<{ id: number; name: string; sessions: { id: string }[] }>({
      collection: 'users',
      where: { id: { equals: id } },
    })
    return { name: found?.name, sessions: found?.sessions.map((one) => one.id) }
  }
  await signIn('stays')
  await signIn('leaves')
  await side.query('BEGIN')
  await side.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 3710))', [`account ${id}`])
  const edited = told(database.payload.update({ collection: 'users', id, data: { name: 'Out' } }))
  await expect.poll(waitingForLocks).toHaveLength(1)
  await side.query("DELETE FROM users_sessions WHERE _parent_id = $1 AND id = 'leaves'", [id])
  await side.query('COMMIT')
  expect(await edited).toBe('saved')
  expect(await kept()).toEqual({ name: 'Out', sessions: ['stays'] })

  const set = database.payload.update({ collection: 'users', id, data: { password: 'a password of its own' } })
  expect(await told(set)).toBe('saved')
  expect(await kept()).toEqual({ name: 'Out', sessions: [] })
})

test('whoever was let in by a password that another has replaced by then is not signed in', async () => {
  const id = await account('late@example.com')
  const signIn = () =>
    told(
      database.payload.login({ collection: 'users', data: { email: 'late@example.com', password: PERSON.password } }),
    )
  await side.query('BEGIN')
  await side.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 3710))', [`account ${id}`])
  const signed = signIn()
  await expect.poll(waitingForLocks, { timeout: 5_000 }).toHaveLength(1)
  await side.query("UPDATE users SET hash = hash || '0' WHERE id = $1", [id])
  await side.query('COMMIT')
  expect(await signed).toMatch(/^401/)
  const { rows } = await side.query('SELECT id FROM users_sessions WHERE _parent_id = $1', [id])
  expect(rows).toEqual([])
})
