import { Timestamp } from 'mongodb'
import { commitTransaction, createLocalReq, getPayload, initTransaction, killTransaction, type Payload } from 'payload'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  consistentView,
  counting,
  lockTenant,
  logReading,
  logWriting,
  onCommit,
  orderSearching,
  savepoint,
} from '@/cms/database'
import { transactionOf } from '@/cms/database/transaction'
import { appendEvents } from '@/cms/sync/log/append'
import { found, ScriptedMongo, WRITE_CONFLICT } from '../../support/scripted-mongo'

/**
 * The whole server's configuration on what speaks MongoDB's protocol and answers as it is told: it shows what is asked of a
 * MongoDB, and what is made of its answers, not that a MongoDB gives them.
 */
let mongo: ScriptedMongo
let payload: Payload

beforeAll(async () => {
  mongo = await ScriptedMongo.start()
  let last = 0
  mongo.always('findAndModify', 'ax_numbers', ({ update }) => {
    last += update.$inc.last
    return { value: { _id: 'any', last }, ok: 1 }
  })
  // The lease of the start is whoever's asks for it.
  mongo.always('findAndModify', 'ax_turns', ({ update }) => ({
    value: { owner: update[0].$set.owner.$cond[1].$literal },
    ok: 1,
  }))
  process.env.AX_MONGODB = 'unproven'
  process.env.DATABASE_URI = mongo.uri()
  const { default: config } = await import('@/cms/payload.config')
  payload = await getPayload({ config, disableOnInit: true })
  payload.logger.level = 'silent'
})
afterEach(() => mongo.forget())
afterAll(async () => {
  await payload?.destroy()
  await mongo?.stop()
})

const asked = () => mongo.asked.map(({ command }) => command)

async function begin() {
  const req = await createLocalReq({}, payload)
  await initTransaction(req)
  return req
}

test('collections and indexes are made before anything else, under one server’s lease', async () => {
  const names = mongo.asked.map(({ name }) => name)
  expect(names[0]).toBe('findAndModify')
  expect(names.at(-1)).toBe('delete')
  const made = mongo.commands('create').map(({ create }) => create)
  expect(made).toEqual(expect.arrayContaining(['orders', 'sync-events', 'sync-heads', 'counters', 'command-results']))
  const indexes = mongo
    .commands('createIndexes')
    .flatMap(({ createIndexes, indexes }) =>
      indexes.map(({ key, unique }: { key: object; unique?: boolean }) => [
        createIndexes,
        Object.keys(key).join(' '),
        unique === true,
      ]),
    )
  for (const unique of [
    ['sync-heads', 'tenant'],
    ['sync-events', 'tenant seq'],
    ['command-results', 'tenant commandId'],
    ['counters', 'tenant name'],
    ['payments', 'tenant commandId'],
    ['ax_limits', 'key'],
  ]) {
    expect(indexes).toContainEqual([...unique, true])
  }
  // Two that no command recorded are not the same: what is missing is equal to nothing else on the other databases.
  const partial = mongo
    .commands('createIndexes')
    .flatMap(({ indexes }) => indexes)
    .filter(({ partialFilterExpression }) => partialFilterExpression)
    .map(({ name, partialFilterExpression }) => [name, partialFilterExpression])
  expect(partial).toEqual([['tenant_1_commandId_1', { commandId: { $type: 'string' } }]])
})

describe('Payload’s operations', () => {
  test('in a transaction are all in its session', async () => {
    const req = await begin()
    const where = { tenant: { equals: 'main' } }
    await payload.db.create({ collection: 'bays', data: { tenant: 'main', bayId: 'bay-1' }, req })
    await payload.db.findOne({ collection: 'bays', where, req })
    await payload.db.find({ collection: 'bays', where, req })
    await payload.db.find({ collection: 'bays', req })
    await payload.db.count({ collection: 'bays', req })
    await payload.db.updateOne({ collection: 'bays', id: 1, data: { name: 'One' }, req })
    await payload.db.deleteMany({ collection: 'bays', where, req })
    const [first] = mongo.commands('find')
    await killTransaction(req)
    const outside = asked().filter(
      ({ lsid, autocommit }) => autocommit !== false || String(lsid.id) !== String(first?.lsid.id),
    )
    // The number of the new document alone, for which no two may wait for each other.
    expect(outside.filter((command) => command.findAndModify !== 'ax_numbers')).toMatchObject([])
    expect(mongo.commands('count')).toEqual([])
  })

  test('give new documents numbers', async () => {
    const { id } = await payload.db.create({ collection: 'bays', data: { tenant: 'main', bayId: 'bay-1' } })
    expect(id).toBeTypeOf('number')
    expect(mongo.commands('insert')[0]?.documents).toMatchObject([{ _id: id, tenant: 'main' }])
    await payload.db.findOne({ collection: 'bays', where: { id: { equals: id } } })
    expect(mongo.commands('find').at(-1)?.filter).toMatchObject({ _id: { $eq: id } })
  })

  test('that name a transaction which has ended are refused, not written outside of any', async () => {
    const req = await begin()
    const transactionID = await transactionOf(req)
    await commitTransaction(req)
    const late = { collection: 'bays', id: 1, data: { name: 'Late' }, req: { transactionID } } as const
    await expect(payload.db.updateOne(late)).rejects.toThrow('ended')
    expect(mongo.commands('update')).toEqual([])
  })

  test('outside of one are acknowledged by a majority and read nothing less', async () => {
    await payload.db.updateOne({ collection: 'bays', id: 1, data: { name: 'One' }, returning: false })
    await payload.db.findOne({ collection: 'bays', where: { id: { equals: 1 } } })
    expect(mongo.commands('update')[0]).toMatchObject({ writeConcern: { w: 'majority', j: true } })
    expect(mongo.commands('find')[0]).toMatchObject({ readConcern: { level: 'majority' } })
  })
})

test('a car’s orders are those that the transaction sees: what it has just written too', async () => {
  const req = await begin()
  const car = { tenant: 'main', plate: 'WXY1234', before: 100, limit: 20 }
  await orderSearching(payload).ordersOfCar(car, await transactionOf(req))
  await orderSearching(payload).ordersOfCar(car)
  const [begun] = mongo.commands('find')
  const [within, outside] = mongo.commands('find').filter(({ find }) => find === 'orders')
  expect(within).toMatchObject({ lsid: begun?.lsid, autocommit: false })
  expect(outside).not.toHaveProperty('autocommit')
  await killTransaction(req)
})

describe('the log', () => {
  const change = { eventType: 'queue_update', bays: ['bay-1'], data: {} } as const

  test('is counted and written in one transaction, after the site’s turn', async () => {
    const committed: unknown[] = []
    onCommit((transaction) => committed.push(transaction))
    mongo.script('findAndModify', { value: { tenant: 'main', epoch: 'aaaaaaaaaa', head: 9 }, ok: 1 })
    const req = await begin()
    const id = await transactionOf(req)
    expect(await lockTenant(req, 'main')).toBe(false)
    expect(await lockTenant(req, 'main')).toBe(false)
    expect(await appendEvents(req, { tenant: 'main', drafts: [change, change] })).toBe(9)
    await commitTransaction(req)
    expect(committed).toEqual([id])
    const writes = asked().filter(({ autocommit }) => autocommit === false)
    expect(writes.map((command) => Object.entries(command)[0])).toEqual([
      ['find', 'ax_turns'],
      ['update', 'ax_turns'],
      ['findAndModify', 'sync-heads'],
      ['insert', 'sync-events'],
      ['commitTransaction', 1],
    ])
    expect(
      mongo
        .commands('insert')
        .at(-1)
        ?.documents.map(({ seq }: { seq: number }) => seq),
    ).toEqual([8, 9])
  })

  test('is read again by whoever had to begin anew for the site’s turn', async () => {
    mongo.script('update', WRITE_CONFLICT)
    const req = await begin()
    expect(await lockTenant(req, 'main')).toBe(true)
    await killTransaction(req)
  })

  test('is read with its head in one moment', async () => {
    const event = { seq: 4, eventType: 'queue_update', actor: 'system', at: '2026-01-01T00:00:00.000Z', body: '{}' }
    const at = new Timestamp({ t: 7, i: 1 })
    const first = found({ epoch: 'aaaaaaaaaa', head: 4 })
    mongo.script('find', { ...first, cursor: { ...first.cursor, atClusterTime: at } }, found(event))
    expect(await logReading(payload).tailLog({ tenant: 'main', after: 3, limit: 10 })).toEqual({
      epoch: 'aaaaaaaaaa',
      head: 4,
      rows: [{ ...event, orderID: null, bays: null, audience: null, commandId: null }],
    })
    const [head, rows] = mongo.commands('find').map(({ readConcern }) => readConcern)
    expect(head).toEqual({ level: 'snapshot' })
    expect(rows).toEqual({ level: 'snapshot', atClusterTime: at })
  })

  test('is in a view as it was, whatever is read of it there', async () => {
    await consistentView(payload, async (req) => {
      await logReading(payload).logExtent('main', (await req.transactionID) ?? undefined)
      await payload.db.find({ collection: 'bays', where: { tenant: { equals: 'main' } }, req })
    })
    expect(new Set(asked().map(({ txnNumber }) => txnNumber)).size).toBe(1)
    expect(mongo.asked.at(-1)?.name).toBe('abortTransaction')
  })
})

test('what a command has written is undone by itself where it is refused', async () => {
  mongo.script('findAndModify', { value: { value: 3 }, ok: 1 })
  const req = await begin()
  const id = await transactionOf(req)
  const point = await savepoint(payload, id)
  mongo.script('find', found({ _id: 8, tenant: 'main', name: 'orders', value: 2 }), found({ _id: 5, name: 'One' }))
  expect(await counting(payload).countUp(id, { tenant: 'main', name: 'orders' })).toBe(3)
  await payload.db.updateOne({ collection: 'bays', id: 5, data: { name: 'Two' }, req, returning: false })
  mongo.asked.length = 0
  await point.undo()
  const replaced = mongo.commands('update').map(({ update, updates }) => [update, updates[0].u])
  expect(replaced).toEqual([
    ['counters', { _id: 8, tenant: 'main', name: 'orders', value: 2 }],
    ['bays', { _id: 5, name: 'One' }],
  ])
  await killTransaction(req)
})

test('an answer is kept as its command’s transaction is', async () => {
  const req = await begin()
  const row = { tenant: 'main', commandId: 'c', station: 'stations/3', uptime: 1, result: '{"a":{"$b.c":"ä"}}' }
  await logWriting(payload).addAnswer(await transactionOf(req), row)
  await commitTransaction(req)
  const [insert] = mongo.commands('insert')
  expect(insert).toMatchObject({ autocommit: false, documents: [{ result: { a: { '$b.c': 'ä' } } }] })
  mongo.script('find', found({ station: row.station, result: insert?.documents[0].result }))
  expect(await logWriting(payload).findAnswer(row)).toEqual({ station: row.station, result: row.result })
})
