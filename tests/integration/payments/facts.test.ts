import { randomUUID } from 'node:crypto'
import type { TypedUser } from 'payload'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { executeCommands } from '@/cms/commands'
import { orderDocument } from '@/cms/documents'
import { readTakings } from '@/cms/site/read-takings'
import { readSnapshot } from '@/cms/sync/http/snapshot'
import {
  type Command,
  type CommandPayload,
  type CommandType,
  commandSchema,
  type Order,
  provisionalID,
  toGiveBack,
} from '@/lib/domain'
import type { CommandResult } from '@/lib/sync/protocol'
import { openDatabase, type TestDatabase } from '../../support/database'

/** Money that changed hands is recorded, whatever came between: two tills that could not hear of each other. */

const station = (id: number, name: string) =>
  ({ collection: 'stations', id, role: 'cashier', tenant: 'main', name }) as unknown as TypedUser
const [one, two] = [station(3, 'desk-1'), station(4, 'desk-2')]
const owner = { collection: 'users', id: 7, role: 'admin', tenant: 'main' } as unknown as TypedUser
/** What `basic-wash` costs. */
const TOTAL = 1500

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database?.close())

/** The person saw the order when it was new. */
const made = <T extends CommandType>(type: T, payload: CommandPayload<T>): Command =>
  commandSchema.parse({ id: randomUUID(), type, payload, issuedAt: new Date().toISOString(), expect: { version: 1 } })

async function send(user: TypedUser, command: Command): Promise<CommandResult> {
  const [result] = await executeCommands(database.payload, user, [command], { sentAt: new Date().toISOString() })
  return result as CommandResult
}

async function takeOrder(): Promise<string> {
  const services = [{ serviceId: 'basic-wash', optionIds: [] }]
  const result = await send(one, made('order.create', { plate: 'FACT 1', vehicleType: 'sedan', services }))
  if (result.status !== 'applied' || !result.orderID) throw new Error(JSON.stringify(result))
  return result.orderID
}

async function orderOf(orderID: string): Promise<Order> {
  const row = await database.payload.db.findOne({ collection: 'orders', where: { orderID: { equals: orderID } } })
  return orderDocument(row as never)
}

async function recordsOf(orderID: string) {
  const { docs } = await database.payload.db.find<Record<string, unknown>>({
    collection: 'payments',
    where: { orderID: { equals: orderID } },
    sort: 'id',
  })
  return docs.map(({ kind, method, amount, change, person, station: at, commandId }) => ({
    kind,
    method,
    amount,
    change,
    person,
    station: at,
    commandId,
  }))
}

const cash = (orderID: string, amount = TOTAL, change = 0) =>
  made('order.setPayment', { orderID, action: 'pay', method: 'cash', amount, change })
const applied = { status: 'applied' }
const setStage = async (orderID: string, stage: 'billed' | 'paid' | 'completed' | 'cancelled') => {
  const command = made('order.setStage', { orderID, stage })
  delete command.expect
  expect(await send(owner, command)).toMatchObject(applied)
}

describe('money that came in is recorded', () => {
  test('when somebody else has taken it already: both records, and what is too much in words for the desk', async () => {
    const orderID = await takeOrder()
    const [first, second] = [cash(orderID), cash(orderID, TOTAL, 500)]
    expect(await send(one, first)).toMatchObject(applied)
    expect(await send(two, second)).toMatchObject(applied)
    const order = await orderOf(orderID)
    expect(order).toMatchObject({ paidAmount: 2 * TOTAL, paymentStatus: 'cash' })
    expect(order.payments).toMatchObject([
      { paymentId: first.id, amount: TOTAL, change: 0, method: 'cash', by: 'station:desk-1' },
      { paymentId: second.id, amount: TOTAL, change: 500, method: 'cash', by: 'station:desk-2' },
    ])
    expect(toGiveBack(order)).toBe(TOTAL)
    const record = { kind: 'payment', method: 'cash', amount: TOTAL, person: null }
    expect(await recordsOf(orderID)).toEqual([
      { ...record, change: 0, station: 'desk-1', commandId: first.id },
      { ...record, change: 500, station: 'desk-2', commandId: second.id },
    ])
  })

  test('once, however often the command is sent', async () => {
    const orderID = await takeOrder()
    const command = cash(orderID)
    await send(one, command)
    expect(await send(one, command)).toMatchObject({ status: 'duplicate' })
    expect(await recordsOf(orderID)).toHaveLength(1)
  })

  test('for an order that was cancelled: all of it is to be given back', async () => {
    const orderID = await takeOrder()
    await setStage(orderID, 'cancelled')
    expect(await send(one, cash(orderID))).toMatchObject(applied)
    const order = await orderOf(orderID)
    expect(order).toMatchObject({ stage: 'cancelled', paidAmount: TOTAL })
    expect(toGiveBack(order)).toBe(TOTAL)
  })

  test('for an order that is completed', async () => {
    const orderID = await takeOrder()
    await setStage(orderID, 'billed')
    await send(one, cash(orderID))
    await setStage(orderID, 'completed')
    expect(await send(two, cash(orderID))).toMatchObject(applied)
    expect(await orderOf(orderID)).toMatchObject({ stage: 'completed', paidAmount: 2 * TOTAL })
  })

  test('when it is more than is owed', async () => {
    const orderID = await takeOrder()
    await send(one, cash(orderID, 1000))
    expect(await send(two, cash(orderID))).toMatchObject(applied)
    expect(toGiveBack(await orderOf(orderID))).toBe(1000)
  })
})

describe('money that was given back is recorded', () => {
  const giveBack = (orderID: string, amount: number) =>
    made('order.setPayment', { orderID, action: 'refund', reason: 'Paid twice', amount, method: 'cash' })

  test('by the cashier where it was paid too much, and the order stays paid', async () => {
    const orderID = await takeOrder()
    await setStage(orderID, 'billed')
    await send(one, cash(orderID))
    await send(two, cash(orderID))
    expect(await send(two, giveBack(orderID, TOTAL))).toMatchObject(applied)
    expect(await orderOf(orderID)).toMatchObject({ stage: 'paid', paidAmount: TOTAL, paymentStatus: 'cash' })
    expect((await recordsOf(orderID)).at(-1)).toMatchObject({ kind: 'refund', amount: -TOTAL, method: 'cash' })
    // Not what is the site's.
    const more = await send(two, giveBack(orderID, TOTAL + 1))
    expect(more).toMatchObject({ status: 'rejected', reason: 'rules.permission.refund' })
  })

  test('by two desks that could not hear of each other: it is owed again', async () => {
    const orderID = await takeOrder()
    await setStage(orderID, 'billed')
    await send(one, cash(orderID))
    await send(two, cash(orderID))
    expect(await send(one, giveBack(orderID, TOTAL))).toMatchObject(applied)
    expect(await send(two, giveBack(orderID, TOTAL))).toMatchObject(applied)
    expect(await orderOf(orderID)).toMatchObject({ stage: 'billed', paidAmount: 0, paymentStatus: 'refunded' })
  })

  test('but by no third desk, nor again for what was paid anew', async () => {
    const orderID = await takeOrder()
    await send(one, cash(orderID))
    await send(two, cash(orderID))
    for (const desk of [one, two]) expect(await send(desk, giveBack(orderID, TOTAL))).toMatchObject(applied)
    const refused = { status: 'rejected', reason: 'rules.permission.refund' }
    expect(await send(one, giveBack(orderID, TOTAL))).toMatchObject(refused)
    const again = await takeOrder()
    await send(one, cash(again))
    expect(await send(owner, giveBack(again, TOTAL))).toMatchObject(applied)
    await send(one, cash(again))
    expect(await send(one, giveBack(again, TOTAL))).toMatchObject(refused)
  })

  test('with a character that nobody sees in its reason', async () => {
    const orderID = await takeOrder()
    await send(one, cash(orderID))
    const reason = 'Scratched\u200b door\u0000'
    const back = made('order.setPayment', { orderID, action: 'refund', reason, amount: TOTAL, method: 'cash' })
    expect(await send(owner, back)).toMatchObject(applied)
    expect((await orderOf(orderID)).staffNotes).toContain('Refund: Scratched door')
  })

  test('and what nobody has said the sum of is all that is held, as it was seen', async () => {
    const all = (orderID: string) => made('order.setPayment', { orderID, action: 'refund', reason: 'Scratched' })
    const conflict = { status: 'rejected', code: 'conflict' }
    const orderID = await takeOrder()
    await send(one, cash(orderID))
    expect(await send(owner, all(orderID))).toMatchObject(conflict)
    // By the number that the desk gave it too.
    const id = randomUUID()
    const takenAs = provisionalID('D7K-0001', id)
    const services = [{ serviceId: 'basic-wash', optionIds: [] }]
    const create = made('order.create', { plate: 'FACT 2', vehicleType: 'sedan', services, takenAs })
    expect(await send(one, { ...create, id })).toMatchObject(applied)
    await send(one, cash(takenAs))
    expect(await send(owner, all(takenAs))).toMatchObject(conflict)
  })

  test('once, though the server has forgotten that it answered', async () => {
    const orderID = await takeOrder()
    const payment = cash(orderID)
    expect(await send(one, payment)).toMatchObject(applied)
    await database.payload.db.deleteMany({
      collection: 'command-results',
      where: { commandId: { equals: payment.id } },
    })
    expect(await send(one, payment)).toMatchObject(applied)
    expect(await recordsOf(orderID)).toHaveLength(1)
    expect((await orderOf(orderID)).paidAmount).toBe(TOTAL)
  })
})

test('what orders hold and the day’s takings are both the sum of the records', async () => {
  const { docs } = await database.payload.db.find<{ orderID: string; amount: number }>({
    collection: 'payments',
    limit: 0,
    pagination: false,
  })
  const held = new Map<string, number>()
  for (const { orderID, amount } of docs) held.set(orderID, (held.get(orderID) ?? 0) + amount)
  for (const [orderID, sum] of held) expect((await orderOf(orderID)).paidAmount, orderID).toBe(sum)
  const total = [...held.values()].reduce((sum, amount) => sum + amount, 0)
  const site = { currency: 'MYR', timeZone: 'Asia/Kuala_Lumpur' }
  const asked = { payload: database.payload, user: owner, tenantId: 'main' }
  expect(await readTakings(asked, site, Date.now())).toMatchObject({ amount: total })
})

test('a station that begins anew hears of money to be given back, however old the order', async () => {
  const [kept, settled] = [await takeOrder(), await takeOrder()]
  for (const orderID of [kept, settled]) await setStage(orderID, 'cancelled')
  await send(one, cash(kept))
  const who = { kind: 'station', id: 3, role: 'cashier', tenant: 'main', bay: null, customer: null } as const
  const later = Date.now() + 7 * 86_400_000
  const { orders } = await readSnapshot(database.payload, 'main', { ...who, actor: 'station:desk-1' }, later)
  const told = orders.map((order) => (order as { orderID: string }).orderID)
  expect(told).toContain(kept)
  expect(told).not.toContain(settled)
})
