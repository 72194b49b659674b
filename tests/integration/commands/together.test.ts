import type { TypedUser } from 'payload'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { executeCommands } from '@/cms/commands'
import { logWriting } from '@/cms/database'
import type { LogWriting } from '@/cms/database/log-writing'
import { SqliteConnection } from '@/cms/database/sqlite/connection'
import type { Command } from '@/lib/domain'
import { openDatabase, type TestDatabase } from '../../support/database'
import { command, newOrder } from './site'

/** Commands of one request share a transaction, and nothing else. */

const owner = { collection: 'users', id: 7, role: 'admin', tenant: 'main' } as unknown as TypedUser

let database: TestDatabase
const ran: string[] = []
beforeAll(async () => {
  database = await openDatabase()
  const { exec } = SqliteConnection.prototype
  vi.spyOn(SqliteConnection.prototype, 'exec').mockImplementation(function (this: SqliteConnection, sql) {
    ran.push(sql)
    return exec.call(this, sql)
  })
})
afterAll(() => database?.close())

const execute = (...commands: Command[]) => executeCommands(database.payload, owner, commands)
const note = (orderID: string, staffNotes: string) => command('order.setStatus', { orderID, staffNotes })

async function takeOrder(): Promise<string> {
  const [result] = await execute(newOrder('TOG 1', { queue: 'regular' }))
  if (result?.status !== 'applied' || !result.orderID) throw new Error(JSON.stringify(result))
  return result.orderID
}

async function log(): Promise<{ seq: number; commandId: string | null }[]> {
  const { docs } = await database.payload.db.find<{ seq: number; commandId: string | null }>({
    collection: 'sync-events',
    sort: 'seq',
    pagination: false,
  })
  return docs
}

const notesOf = async (orderID: string) =>
  (
    await database.payload.db.findOne<{ id: number; staffNotes: string }>({
      collection: 'orders',
      where: { orderID: { equals: orderID } },
    })
  )?.staffNotes

test('twenty are on the disk with few commits', async () => {
  const orderID = await takeOrder()
  ran.length = 0
  const results = await execute(...Array.from({ length: 20 }, (_, place) => note(orderID, `note ${place}`)))
  expect(results.every(({ status }) => status === 'applied')).toBe(true)
  // One on a machine with nothing else to do: a transaction takes no more once it has taken its time.
  expect(ran.filter((sql) => sql === 'COMMIT').length).toBeLessThan(10)
  expect(await notesOf(orderID)).toBe('note 19')
})

test('one that is refused takes nothing of the others with it, and leaves nothing but its refusal', async () => {
  const orderID = await takeOrder()
  const before = (await log()).at(-1)?.seq ?? 0
  const close = command('queue.close', { queue: 'vip' })
  // It takes the order's number and its place in the queue, and fails on its price.
  const refused = newOrder('TOG 2', { queue: 'regular', services: [{ serviceId: 'no-such-wash', optionIds: [] }] })
  const same = command('queue.close', { queue: 'vip' })
  const open = command('queue.open', { queue: 'vip' })
  const results = await execute(close, refused, same, open)
  expect(results).toMatchObject([
    { status: 'applied', seq: before + 1 },
    { id: refused.id, status: 'rejected' },
    // Done already, it changed nothing: its effects end where the log does.
    { status: 'applied', seq: before + 1 },
    { status: 'applied', seq: before + 2 },
  ])
  const events = (await log()).filter(({ seq }) => seq > before)
  expect(events).toMatchObject([
    { seq: before + 1, commandId: close.id },
    { seq: before + 2, commandId: open.id },
  ])
  expect(await execute(close, refused, note(orderID, 'after'))).toMatchObject([
    { status: 'duplicate' },
    { status: 'duplicate', first: { status: 'rejected' } },
    { status: 'applied' },
  ])
})

test('one on which the server fails takes nothing of those before it, and those behind it wait', async () => {
  const orderID = await takeOrder()
  const [first, bad, behind] = [note(orderID, 'first'), note(orderID, 'bad'), note(orderID, 'behind')]
  const { updateOne } = database.payload.db
  const failing = vi.spyOn(database.payload.db, 'updateOne').mockImplementation((args) => {
    if (args.data.staffNotes === 'bad') throw new Error('A fault of ours')
    return updateOne.call(database.payload.db, args)
  })
  try {
    expect(await execute(first, bad, behind)).toMatchObject([{ id: first.id, status: 'applied' }])
  } finally {
    failing.mockRestore()
  }
  expect(await notesOf(orderID)).toBe('first')
  expect(await execute(first, bad, behind)).toMatchObject([
    { status: 'duplicate' },
    { status: 'applied' },
    { status: 'applied' },
  ])
})

test('one whose answer cannot be kept is not done', async () => {
  const orderID = await takeOrder()
  const [first, second] = [note(orderID, 'answered'), note(orderID, 'without an answer')]
  const { db } = database.payload
  const { addAnswer } = logWriting(database.payload)
  const failing = vi.spyOn(db as typeof db & LogWriting, 'addAnswer').mockImplementation((transaction, row) => {
    if (row.commandId === second.id) throw new Error('A full disk, for once')
    return addAnswer.call(db, transaction, row)
  })
  try {
    expect(await execute(first, second)).toMatchObject([{ id: first.id, status: 'applied' }])
  } finally {
    failing.mockRestore()
  }
  expect(await notesOf(orderID)).toBe('answered')
  expect((await log()).filter(({ commandId }) => commandId === second.id)).toEqual([])
  expect(await execute(second)).toMatchObject([{ status: 'applied' }])
  expect((await log()).filter(({ commandId }) => commandId === second.id)).toHaveLength(1)
})

test('none is told as done where the commit fails', async () => {
  const orderID = await takeOrder()
  const commands = [note(orderID, 'lost 1'), note(orderID, 'lost 2')]
  const failing = vi.spyOn(database.payload.db, 'commitTransaction').mockRejectedValueOnce(new Error('disk I/O error'))
  await expect(execute(...commands)).rejects.toThrow('disk I/O error')
  failing.mockRestore()
  expect(await notesOf(orderID)).not.toContain('lost')
  expect(await execute(...commands)).toMatchObject([{ status: 'applied' }, { status: 'applied' }])
  expect(await notesOf(orderID)).toBe('lost 2')
})

test('one that undoes what was done before it, as a duplicate key does on MongoDB, is done by itself, and given up by itself', async () => {
  const orderID = await takeOrder()
  const [first, bad, behind] = [note(orderID, 'kept'), note(orderID, 'bad'), note(orderID, 'behind')]
  const { updateOne, commitTransaction, rollbackTransaction } = database.payload.db
  let isUndone = false
  const failing = vi.spyOn(database.payload.db, 'updateOne').mockImplementation((args) => {
    if (args.data.staffNotes !== 'bad') return updateOne.call(database.payload.db, args)
    isUndone = true
    throw Object.assign(new Error('E11000 duplicate key'), { code: 11_000 })
  })
  const committing = vi.spyOn(database.payload.db, 'commitTransaction').mockImplementation(async (id) => {
    if (!isUndone) return commitTransaction.call(database.payload.db, id)
    throw Object.assign(new Error('NoSuchTransaction'), { errorLabels: ['TransientTransactionError'] })
  })
  const undoing = vi.spyOn(database.payload.db, 'rollbackTransaction').mockImplementation(async (id) => {
    await rollbackTransaction.call(database.payload.db, id)
    isUndone = false
  })
  try {
    expect(await execute(first, bad, behind)).toMatchObject([{ id: first.id, status: 'applied' }])
    expect(await notesOf(orderID)).toBe('kept')
    const told: (string | undefined)[] = []
    while (told.length < 20 && told.at(-1) !== 'rejected') {
      told.push(
        await execute(bad, behind).then(
          ([result]) => result?.status,
          () => 'failed',
        ),
      )
    }
    expect(told.at(-1)).toBe('rejected')
  } finally {
    failing.mockRestore()
    committing.mockRestore()
    undoing.mockRestore()
  }
  expect(await execute(behind)).toMatchObject([{ status: expect.stringMatching('applied|duplicate') }])
  expect(await notesOf(orderID)).toBe('behind')
})

test('a car that two bays washed without hearing each other is washed once, and the second is told at its first tap', async () => {
  const orderID = await takeOrder()
  const atBay = (bayId: string) => {
    const assign = command('bay.assign', { bayId, orderID, stage: 'initiated' })
    const jobId = assign.id
    const steps = ['pre-wash', 'soap', 'rinse'].map((step) => `basic-wash.${step}`)
    const done = steps.map((stepId) => command('job.completeStep', { jobId, stepId }))
    return [assign, command('job.start', { jobId }), ...done, command('job.finish', { jobId })]
  }
  const first = await execute(...atBay('bay-1'))
  expect(first.map(({ status }) => status)).toEqual(first.map(() => 'applied'))
  const second = await execute(...atBay('bay-2'))
  expect(second.map(({ status }) => status)).toEqual(second.map(() => 'rejected'))
  expect(second[0]).toMatchObject({ reason: 'rules.command.conflict', current: { order: { stage: 'billed' } } })
  const jobs = await database.payload.db.find({ collection: 'jobs', where: { orderID: { equals: orderID } } })
  expect(jobs.docs).toHaveLength(1)
})
