import { MongoClient } from 'mongodb'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isConflict, isOutcomeUnknown, isStorageFailure, isTransient, isUnreachable } from '@/cms/database/errors'
import { CONNECTION, type OpenTransaction, Transactions } from '@/cms/database/mongodb/client'
import { Part } from '@/cms/database/mongodb/part'
import { tellParts, type Writable } from '@/cms/database/mongodb/written-documents'
import { found, refusal, ScriptedMongo, WRITE_CONFLICT } from '../../support/scripted-mongo'

const UNDONE = refusal(251, 'NoSuchTransaction', 'TransientTransactionError')

/** As long as a busy machine may take; a test ends it where nothing more is to come. */
const ENOUGH_MS = 60_000
const patience = { askForMs: ENOUGH_MS, waitForMs: ENOUGH_MS }

let mongo: ScriptedMongo
let client: MongoClient
let transactions: Transactions

beforeAll(async () => {
  mongo = await ScriptedMongo.start()
  client = await MongoClient.connect(mongo.uri(), CONNECTION)
  transactions = new Transactions(() => client, patience)
  transactions.watchWrites()
})
afterEach(() => {
  mongo.forget()
  patience.askForMs = ENOUGH_MS
})
afterAll(async () => {
  await client.close()
  await mongo.stop()
})

const orders = () => client.db().collection<{ _id: number }>('orders')
const write = ({ session }: OpenTransaction) => orders().insertOne({ _id: 1 }, { session })
const named = (command: { txnNumber?: bigint } | undefined) => String(command?.txnNumber)

async function written(): Promise<OpenTransaction> {
  const transaction = await transactions.begin()
  await write(transaction)
  return transaction
}

describe('a transaction on MongoDB', () => {
  it('begins with one statement, of one moment, and is in each of its commands', async () => {
    const transaction = await written()
    await orders().findOne({ _id: 1 }, { session: transaction.session })
    await transaction.commit()
    const [first, ...others] = mongo.asked.map(({ command }) => command)
    expect(first).toMatchObject({ startTransaction: true, readConcern: { level: 'snapshot' } })
    for (const command of mongo.asked.map((each) => each.command)) {
      expect(command).toMatchObject({ lsid: first?.lsid, autocommit: false })
      expect(named(command)).toBe(named(first))
    }
    for (const command of others) expect(command).not.toHaveProperty('startTransaction')
    expect(mongo.commands('commitTransaction')).toMatchObject([
      { writeConcern: { w: 'majority', j: true }, maxTimeMS: 5_000 },
    ])
  })

  it('that has only read is not committed, and nothing of it can fail', async () => {
    const transaction = await transactions.begin()
    await transaction.commit()
    expect(mongo.asked.map(({ name }) => name)).toEqual(['find', 'abortTransaction'])
  })

  it('whose commit’s answer is lost is asked about until it is known to be done', async () => {
    // The driver itself asks a second time.
    mongo.script('commitTransaction', 'cut', 'cut', 'cut', { ok: 1 })
    const transaction = await written()
    await transaction.commit()
    const asked = mongo.commands('commitTransaction')
    expect(asked).toHaveLength(4)
    expect(new Set(asked.map(named))).toHaveLength(1)
  })

  it('that a majority has not written in time is asked about too', async () => {
    const late = { ok: 1, writeConcernError: { code: 64, codeName: 'WriteConcernFailed', errmsg: 'timeout' } }
    mongo.script('commitTransaction', late, late, { ok: 1 })
    await (await written()).commit()
    expect(mongo.commands('commitTransaction').length).toBeGreaterThan(1)
  })

  it('whose commit’s answer is lost, and that was undone, is told as undone', async () => {
    mongo.script('commitTransaction', 'cut', 'cut', UNDONE)
    const failure = await (await written()).commit().catch((error: unknown) => error)
    expect(isStorageFailure(failure)).toBe(true)
    expect(isOutcomeUnknown(failure)).toBe(false)
    expect(isConflict(failure)).toBe(true)
  })

  it('of whose commit nobody can say what became is told as that', async () => {
    mongo.script('commitTransaction', 'cut', 'cut', 'cut', () => {
      patience.askForMs = 0
      return 'cut'
    })
    const failure = await (await written()).commit().catch((error: unknown) => error)
    expect(isOutcomeUnknown(failure)).toBe(true)
    expect(isConflict(failure)).toBe(false)
  })

  it('that another answer than its own comes to, after the first was lost, is not told as undone', async () => {
    mongo.script('commitTransaction', 'cut', 'cut', () => {
      patience.askForMs = 0
      return refusal(13, 'Unauthorized')
    })
    const failure = await (await written()).commit().catch((error: unknown) => error)
    expect(isOutcomeUnknown(failure)).toBe(true)
  })

  it('that the server refuses to commit is told as not done, at once', async () => {
    mongo.script('commitTransaction', refusal(14_031, 'OutOfDiskSpace'))
    const failure = await (await written()).commit().catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'storage_failed' })
    expect(mongo.commands('commitTransaction')).toHaveLength(1)
  })

  it('that cannot begin says that nobody answers', async () => {
    mongo.script('find', 'cut', 'cut')
    const failure = await transactions.begin().catch((error: unknown) => error)
    expect(isUnreachable(failure)).toBe(true)
    expect(isConflict(failure)).toBe(false)
  })

  it('that a server steps down under is neither a conflict nor the data’s fault', async () => {
    const transaction = await transactions.begin()
    mongo.script('insert', refusal(10_107, 'NotWritablePrimary', 'TransientTransactionError'))
    const failure = await write(transaction).catch((error: unknown) => error)
    expect([isUnreachable(failure), isTransient(failure), isConflict(failure)]).toEqual([true, true, false])
    await transaction.rollback()
  })
})

describe('what others write too', () => {
  const count = (transaction: OpenTransaction) =>
    transaction.inTurn('counter', (session) =>
      client
        .db()
        .collection('counters')
        .findOneAndUpdate({ name: 'orders' }, { $inc: { value: 1 } }, { session }),
    )

  it('is written after the one who was first, in a transaction begun anew', async () => {
    mongo.script('findAndModify', WRITE_CONFLICT, WRITE_CONFLICT, { value: { value: 7 }, ok: 1 })
    const transaction = await transactions.begin()
    expect(await count(transaction)).toEqual({ answer: { value: 7 }, anew: true })
    const numbers = mongo.commands('findAndModify').map(named)
    expect(new Set(numbers)).toHaveLength(3)
    const begun = mongo.asked.filter(({ command }) => command.startTransaction)
    expect(begun.map(({ command }) => named(command))).toEqual(numbers)
    expect(mongo.commands('abortTransaction').map(named)).toEqual(numbers.slice(0, 2))
    await transaction.commit()
    expect(named(mongo.commands('commitTransaction')[0])).toBe(numbers[2])
  })

  it('is left to the one who was first by whoever has written before: that would be lost', async () => {
    const transaction = await written()
    mongo.script('findAndModify', WRITE_CONFLICT)
    const failure = await count(transaction).catch((error: unknown) => error)
    expect(isConflict(failure)).toBe(true)
    expect(mongo.commands('findAndModify')).toHaveLength(1)
    await transaction.rollback()
  })

  it('is made by one of two who find that it is not there', async () => {
    mongo.script('findAndModify', refusal(11_000, 'DuplicateKey'), { value: { value: 2 }, ok: 1 })
    const transaction = await transactions.begin()
    expect(await count(transaction)).toMatchObject({ answer: { value: 2 }, anew: true })
    await transaction.rollback()
  })

  it('is not begun anew for what no waiting mends', async () => {
    mongo.script('findAndModify', refusal(13, 'Unauthorized'))
    const transaction = await transactions.begin()
    await expect(count(transaction)).rejects.toMatchObject({ code: 13 })
    await transaction.rollback()
  })

  it('waits in line behind this server’s own, and is in nobody’s way', async () => {
    mongo.script('findAndModify', { value: { value: 1 }, ok: 1 }, { value: { value: 2 }, ok: 1 })
    const [first, second] = [await transactions.begin(), await transactions.begin()]
    await count(first)
    const waiting = count(second)
    await write(first)
    expect(mongo.commands('findAndModify')).toHaveLength(1)
    await first.commit()
    expect(await waiting).toMatchObject({ answer: { value: 2 }, anew: false })
    await second.rollback()
  })

  it('is waited for only so long', async () => {
    const hasty = new Transactions(() => client, { askForMs: 1, waitForMs: 50 })
    const [first, second] = [await hasty.begin(), await hasty.begin()]
    await count(first)
    const failure = await count(second).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'write_lock_timeout' })
    expect(isTransient(failure)).toBe(true)
    await first.rollback()
    await second.rollback()
  })
})

describe('part of a transaction', () => {
  it('is undone by what was there before', async () => {
    const transaction = await transactions.begin()
    const collection = client.db().collection('jobs')
    tellParts(
      collection as unknown as Writable,
      (session) => transactions.of(session)?.part ?? null,
      () => client.db().collection('jobs'),
    )
    const { session } = transaction
    const part = new Part(session)
    transaction.part = part
    mongo.script(
      'find',
      found({ _id: 1, stage: 'open' }),
      found({ _id: 1, stage: 'washed' }),
      found(),
      found({ _id: 3 }),
    )
    await collection.updateOne({ _id: 1 as never }, { $set: { stage: 'washed' } }, { session })
    await collection.deleteOne({ _id: 1 as never }, { session })
    await collection.insertOne({ _id: 2 as never }, { session })
    await collection.updateOne({ name: 'new' }, { $set: { a: 1 } }, { session, upsert: true })
    await expect(collection.bulkWrite([{ deleteOne: { filter: {} } }], { session })).rejects.toThrow('bulk')
    transaction.part = null
    mongo.asked.length = 0
    await part.undo()
    expect(mongo.asked.map(({ name, command }) => [name, command.deletes?.[0].q ?? command.updates?.[0].u])).toEqual([
      ['delete', { _id: 2 }],
      ['delete', { _id: 3 }],
      ['update', { _id: 1, stage: 'open' }],
    ])
    for (const { command } of mongo.asked) expect(command).toMatchObject({ autocommit: false })
    await transaction.rollback()
  })

  it('is undone by what was there when the transaction began anew', async () => {
    const transaction = await transactions.begin()
    const jobs = () => client.db().collection('jobs')
    const collection = jobs()
    tellParts(collection as unknown as Writable, (session) => transactions.of(session)?.part ?? null, jobs)
    const part = new Part(transaction.session)
    transaction.part = part
    mongo.script('find', found({ _id: 1, stage: 'open' }), found(), found({ _id: 1, stage: 'washed' }))
    mongo.script('update', WRITE_CONFLICT)
    await transaction.inTurn('job', (session) =>
      collection.updateOne({ _id: 1 as never }, { $set: { stage: 'paid' } }, { session }),
    )
    transaction.part = null
    await part.undo()
    expect(mongo.commands('update').at(-1)?.updates[0].u).toEqual({ _id: 1, stage: 'washed' })
    await transaction.rollback()
  })

  it('outside of one nothing is read before it is written', async () => {
    const transaction = await transactions.begin()
    await orders()
      .updateOne({ _id: 1 }, { $set: {} as never }, { session: transaction.session })
      .catch(() => undefined)
    expect(mongo.commands('find')).toHaveLength(1)
    await transaction.rollback()
  })
})
