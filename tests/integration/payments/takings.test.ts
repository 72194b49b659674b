import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import type { TypedUser } from 'payload'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { executeCommands } from '@/cms/commands'
import { logReading } from '@/cms/database'
import { PAYMENTS_BEFORE, PAYMENTS_OF_DAY } from '@/cms/database/statements'
import { readTakings } from '@/cms/site/read-takings'
import { pruneLog } from '@/cms/sync/log/retention'
import { type Command, type CommandPayload, type CommandType, commandSchema } from '@/lib/domain'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import { onSqlite } from '../../support/chosen-database'
import { openDatabase, type TestDatabase } from '../../support/database'

const SITE = { currency: 'MYR', timeZone: 'Asia/Kuala_Lumpur' }
const owner = { collection: 'users', id: 7, role: 'admin', tenant: 'main' } as unknown as TypedUser
const desk = { collection: 'stations', id: 3, role: 'cashier', tenant: 'main', name: 'desk' } as unknown as TypedUser

let database: TestDatabase
let day = Date.UTC(2026, 0, 15, 2)
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database?.close())
afterEach(() => vi.useRealTimers())

/** Each test has a day at the site to itself. */
function nextDay(): void {
  day += 86_400_000
  vi.useFakeTimers({ toFake: ['Date'], now: day })
}

const made = <T extends CommandType>(type: T, payload: CommandPayload<T>): Command =>
  commandSchema.parse({ id: randomUUID(), type, payload, issuedAt: new Date().toISOString() })

async function send(user: TypedUser, command: Command): Promise<CommandResult> {
  const [result] = await executeCommands(database.payload, user, [command], { sentAt: new Date().toISOString() })
  return result as CommandResult
}

/** An order of 15.00. */
async function takeOrder(): Promise<string> {
  const services = [{ serviceId: 'basic-wash', optionIds: [] }]
  const result = await send(desk, made('order.create', { plate: 'TAKE 1', vehicleType: 'sedan', services }))
  if (result.status !== 'applied' || !result.orderID) throw new Error(JSON.stringify(result))
  return result.orderID
}

const paying = (orderID: string, amount: number) =>
  made('order.setPayment', { orderID, action: 'pay', method: 'cash', amount })
const pay = (orderID: string, amount: number) => send(desk, paying(orderID, amount))
const refund = (orderID: string) =>
  send(owner, made('order.setPayment', { orderID, action: 'refund', reason: 'Scratched' }))
const takings = (user: TypedUser = owner, tenantId = 'main') =>
  readTakings({ payload: database.payload, user, tenantId }, SITE, Date.now())

describe('the day’s takings', () => {
  test('are what came in for each order, counted once however often it was paid', async () => {
    nextDay()
    const [a, b] = [await takeOrder(), await takeOrder()]
    await pay(a, 1000)
    await pay(b, 500)
    await pay(a, 500)
    expect(await takings()).toEqual({ amount: 2000, currency: 'MYR', orders: 2 })
  })

  test('leave out what an order already held when the day began, however long ago', async () => {
    nextDay()
    const order = await takeOrder()
    await pay(order, 1000)
    nextDay()
    expect(await takings()).toMatchObject({ amount: 0, orders: 0 })
    await pay(order, 500)
    expect(await takings()).toMatchObject({ amount: 500, orders: 1 })
  })

  test('take off what was given back, also for an earlier day’s order', async () => {
    nextDay()
    const order = await takeOrder()
    await pay(order, 1500)
    nextDay()
    await pay(await takeOrder(), 1200)
    await refund(order)
    expect(await takings()).toMatchObject({ amount: -300, orders: 1 })
  })

  test('are nothing on a day without payments', async () => {
    nextDay()
    expect(await takings()).toEqual({ amount: 0, currency: 'MYR', orders: 0 })
  })

  test('begin at the site’s midnight, not at Greenwich’s', async () => {
    nextDay()
    // 23:59 at the site, and 00:01 of its next day.
    vi.setSystemTime(Math.floor(day / 86_400_000) * 86_400_000 + 15 * 3_600_000 + 59 * 60_000)
    await pay(await takeOrder(), 700)
    expect(await takings()).toMatchObject({ amount: 700 })
    vi.setSystemTime(Date.now() + 120_000)
    expect(await takings()).toMatchObject({ amount: 0 })
    nextDay()
  })

  test('stay as they are when the whole log is pruned', async () => {
    nextDay()
    await pay(await takeOrder(), 1500)
    await pay(await takeOrder(), 400)
    const before = await takings()
    expect(before).toMatchObject({ amount: 1900, orders: 2 })
    const { payload } = database
    await pruneLog(payload, 'main', { maxAgeMs: 86_400_000, maxEvents: 1 })
    const log = await logReading(payload).logExtent('main')
    expect(log?.oldest).toBe(log?.head)
    expect(await takings()).toEqual(before)
  })

  test('are told to staff of the site alone', async () => {
    const told = (user: object, tenantId?: string) => takings(user as TypedUser, tenantId)
    await expect(told({ collection: 'users', id: 1, role: 'customer', tenant: 'main' })).rejects.toThrow()
    await expect(told({ collection: 'users', id: 1, role: 'staff', tenant: 'other' })).rejects.toThrow()
    await expect(told(desk)).rejects.toThrow()
    await expect(told({ collection: 'users', id: 1, role: 'admin', tenant: null }, 'other')).resolves.toBeDefined()
  })

  test.skipIf(!onSqlite)(
    'are read off one record, and recording one reads those of its order, however many payments there are',
    () => {
      const file = new Database(database.file, { readonly: true })
      const plan = (statement: string) => {
        const sql = statement.replace(/\?\d+/g, '?')
        const none = Array.from(sql.matchAll(/\?/g), () => 'x')
        const steps = file.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...none) as { detail: string }[]
        return steps.map(({ detail }) => detail).filter((detail) => detail.includes('payments'))
      }
      const ofDay = 'SEARCH payments USING INDEX tenant_day_currency_seq_idx (tenant=? AND day=? AND currency=?)'
      expect(plan(PAYMENTS_OF_DAY)).toEqual([ofDay, ofDay])
      expect(plan(PAYMENTS_BEFORE)).toEqual([
        ...[ofDay, ofDay],
        'SEARCH payments USING INDEX tenant_orderID_1_idx (tenant=? AND order_i_d=?)',
      ])
      file.close()
    },
  )
})

describe('a payment’s record', () => {
  interface Record {
    readonly orderID: string
    readonly [field: string]: unknown
  }
  const recordsOf = async (orderID: string) => {
    const where = { orderID: { equals: orderID } }
    const { docs } = await database.payload.db.find({ collection: 'payments', where, sort: 'id' })
    return docs as unknown as Record[]
  }

  test('says what, how, by whom, where and when', async () => {
    nextDay()
    const order = await takeOrder()
    const command = paying(order, 1500)
    await send(desk, command)
    vi.setSystemTime(day + 60_000)
    await refund(order)
    const [paid, back] = await recordsOf(order)
    const common = { tenant: 'main', orderID: order, currency: 'MYR', source: 'command' }
    expect(paid).toMatchObject({
      ...common,
      kind: 'payment',
      method: 'cash',
      amount: 1500,
      person: null,
      station: 'desk',
      at: new Date(day).toISOString(),
      commandId: command.id,
    })
    expect(back).toMatchObject({ ...common, kind: 'refund', amount: -1500, person: 'user:7', station: null })
  })

  test('is of the moment the money was taken, where the command comes late', async () => {
    nextDay()
    const order = await takeOrder()
    const late = { ...paying(order, 1500), issuedAt: new Date(day - 86_400_000).toISOString() }
    await send(desk, late)
    expect(await takings()).toMatchObject({ amount: 0 })
    expect(await recordsOf(order)).toMatchObject([{ at: new Date(day - 86_400_000).toISOString() }])
  })

  test('is written once, however often its command is sent, and not for one that is refused or takes nothing', async () => {
    nextDay()
    const order = await takeOrder()
    const command = paying(order, 900)
    for (let sent = 0; sent < 3; sent += 1) await send(desk, command)
    expect(await pay(order, 0)).toMatchObject({ status: 'rejected' })
    await send(desk, made('order.setPayment', { orderID: order, action: 'fail' }))
    expect((await recordsOf(order)).map(({ amount }) => amount)).toEqual([900])
  })
})
