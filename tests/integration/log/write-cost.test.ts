import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { executeCommands } from '@/cms/commands'
import { SqliteConnection } from '@/cms/database/sqlite/connection'
import { orderDocument } from '@/cms/documents/order'
import type { User } from '@/cms/payload-types'
import { type Command, orderSchema } from '@/lib/domain'
import { openDatabase, type TestDatabase } from '../../support/database'
import { command, newOrder } from '../commands/site'

// Seen, not replaced: each call still makes its document.
vi.mock('@/cms/documents/order', { spy: true })

let database: TestDatabase
let admin: User
const statements: string[] = []
const checks = vi.spyOn(orderSchema, 'safeParse')

beforeAll(async () => {
  database = await openDatabase()
  const account = {
    email: 'admin@example.test',
    password: 'long enough for anyone',
    role: 'admin',
    tenant: 'main',
  } as const
  admin = await database.payload.create({ collection: 'users', data: { ...account, collection: 'users' } })
  const { execute, exec } = SqliteConnection.prototype
  vi.spyOn(SqliteConnection.prototype, 'execute').mockImplementation(function (this: SqliteConnection, statement) {
    statements.push(typeof statement === 'string' ? statement : statement.sql)
    return execute.call(this, statement)
  })
  vi.spyOn(SqliteConnection.prototype, 'exec').mockImplementation(function (this: SqliteConnection, sql) {
    statements.push(sql)
    return exec.call(this, sql)
  })
  // The first write of a server also asks how long it has run, and what it has forgotten.
  await take()
})
afterAll(() => database?.close())

beforeEach(countAnew)

function countAnew() {
  statements.length = 0
  checks.mockClear()
  vi.mocked(orderDocument).mockClear()
}

async function run(one: Command) {
  const [result] = await executeCommands(database.payload, admin, [one])
  if (result?.status !== 'applied') throw new Error(JSON.stringify(result))
  return result
}

const take = async () => String((await run(newOrder('TST 1', { queue: 'regular' }))).orderID)

/** What was done since the test began: statements, documents made of order rows, orders checked. */
const cost = () => ({
  statements: statements.length,
  documents: vi.mocked(orderDocument).mock.calls.length,
  checks: checks.mock.calls.length,
})

/** The order as its row has it, and as the newest event about it tells it. */
async function bothAccounts(orderID: string) {
  const { payload } = database
  const found = await payload.db.findOne<Parameters<typeof orderDocument>[0]>({
    collection: 'orders',
    where: { orderID: { equals: orderID } },
  })
  const { docs } = await payload.find({
    collection: 'sync-events',
    where: { and: [{ orderID: { equals: orderID } }, { eventType: { not_equals: 'queue_update' } }] },
    sort: '-seq',
    limit: 1,
  })
  return { kept: found && orderDocument(found), told: JSON.parse(docs[0]?.body ?? '{}').order }
}

async function expectSameAccount(orderID: string) {
  const { kept, told } = await bothAccounts(orderID)
  expect(told).toEqual(kept)
}

test('a new order is made into a document once', async () => {
  const orderID = await take()
  expect(cost()).toEqual({ statements: 20, documents: 1, checks: 1 })
  await expectSameAccount(orderID)
})

test('a command that changes an order makes each side of the change into a document once', async () => {
  const orderID = await take()
  countAnew()
  await run(command('order.setStatus', { orderID, staffNotes: 'Scratched door' }))
  // The third is what the command itself has read.
  expect(cost()).toEqual({ statements: 12, documents: 3, checks: 1 })
  await expectSameAccount(orderID)
})

test('so does an edit by REST or in the panel', async () => {
  const orderID = await take()
  const id = await idOf(orderID)
  countAnew()
  await database.payload.update({
    collection: 'orders',
    id,
    data: { plate: 'TST 2' },
    user: admin,
    overrideAccess: false,
  })
  // Five of them look for the other car, make it, and look for orders of it from before.
  expect(cost()).toEqual({ statements: 11, documents: 2, checks: 1 })
  await expectSameAccount(orderID)
})

test('whoever is told of an order is told of its car, not of the other orders of that car', async () => {
  const orderID = await take()
  const id = await idOf(orderID)
  countAnew()
  const read = { collection: 'orders', id, user: admin, overrideAccess: false } as const
  const { vehicle } = await database.payload.findByID(read)
  expect(vehicle).toMatchObject({ plate: 'TST 1' })
  expect(vehicle).not.toHaveProperty('orders')
  await database.payload.update({ ...read, data: { staffNotes: 'Scratched door' } })
  // Payload joins under a name that it makes up each time.
  expect(statements.filter((sql) => sql.includes('orders_alias'))).toEqual([])
})

test('whoever may read little of an order makes no event that tells little', async () => {
  const orderID = await take()
  const id = await idOf(orderID)
  const role = {
    email: 'chat@example.test',
    password: 'long enough for anyone',
    role: 'service',
    tenant: 'main',
  } as const
  const service = await database.payload.create({ collection: 'users', data: { ...role, collection: 'users' } })
  const seen = await database.payload.update({
    collection: 'orders',
    id,
    data: { whatsappLinked: true },
    user: { ...service, _strategy: 'api-key' },
    overrideAccess: false,
  })
  expect(seen).not.toHaveProperty('plate')
  const { kept, told } = await bothAccounts(orderID)
  expect(told).toMatchObject({ whatsappLinked: true, vehicle: { plate: 'TST 1' }, version: 2 })
  expect(told).toEqual(kept)
})

test('an order that is deleted is told as it was', async () => {
  const orderID = await take()
  const { kept } = await bothAccounts(orderID)
  await database.payload.delete({ collection: 'orders', id: await idOf(orderID), user: admin, overrideAccess: false })
  const { told } = await bothAccounts(orderID)
  expect(told).toEqual(kept)
})

test('no field of a document that commands write has hooks of its own: commands would pass them by', () => {
  for (const collection of ['orders', 'queues', 'bays', 'jobs', 'concerns', 'shifts'] as const) {
    const { flattenedFields } = database.payload.collections[collection].config
    // A new row takes its tenant from whoever makes it by hand; a command's own says which.
    const hooked = flattenedFields.filter((field) => {
      const hooks = 'hooks' in field ? Object.values(field.hooks ?? {}).flat() : []
      return field.name !== 'tenant' && hooks.length > 0
    })
    expect([collection, hooked.map(({ name }) => name)]).toEqual([collection, []])
  }
})

async function idOf(orderID: string): Promise<number> {
  const { docs } = await database.payload.find({ collection: 'orders', where: { orderID: { equals: orderID } } })
  return docs[0]?.id ?? 0
}
