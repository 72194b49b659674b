import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import type { TypedUser } from 'payload'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { daysOf } from '@/cms/app/(web)/(live)/day/asked-day'
import { dayTable } from '@/cms/app/(web)/(live)/day/report/day-table'
import { calledOffTable, discountTable, openTable } from '@/cms/app/(web)/(live)/day/report/order-tables'
import { workTable } from '@/cms/app/(web)/(live)/day/report/work-table'
import { executeCommands } from '@/cms/commands'
import { SqliteConnection } from '@/cms/database/sqlite/connection'
import type { JobRow } from '@/cms/documents/job'
import { readDay } from '@/cms/site/read-day'
import { readTakings } from '@/cms/site/read-takings'
import { readWork } from '@/cms/site/read-work'
import { type Command, type CommandPayload, type CommandType, commandSchema } from '@/lib/domain'
import type { People } from '@/lib/domain/people'
import { type DayReport, netOf, type Share } from '@/lib/domain/rules/day-report'
import { siteDay } from '@/lib/domain/rules/site-day'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { onSqlite } from '../../support/chosen-database'
import { openDatabase, type TestDatabase } from '../../support/database'
import { seededRandom } from '../../support/seeded-random'

const SITE = { currency: 'MYR', timeZone: 'Asia/Kuala_Lumpur' }
const owner = { collection: 'users', id: 7, role: 'admin', tenant: 'main' } as unknown as TypedUser
const desk = { collection: 'stations', id: 3, role: 'cashier', tenant: 'main', name: 'desk' } as unknown as TypedUser

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database?.close())
afterEach(() => vi.useRealTimers())

const at = (moment: string) => vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(moment) })

const made = <T extends CommandType>(type: T, payload: CommandPayload<T>): Command =>
  commandSchema.parse({ id: randomUUID(), type, payload, issuedAt: new Date().toISOString() })

async function send(user: TypedUser, command: Command): Promise<CommandResult> {
  const [result] = await executeCommands(database.payload, user, [command], { sentAt: new Date().toISOString() })
  if (result?.status !== 'applied') throw new Error(JSON.stringify(result))
  return result
}

/** An option is named behind its service: `basic-wash+tyre-shine`. */
async function takeOrder(
  serviceIds: readonly string[],
  vehicleType: 'sedan' | 'mpv_van' = 'sedan',
  discount = 0,
  discountReason?: string,
) {
  const services = serviceIds.map((each) => {
    const [serviceId = '', ...optionIds] = each.split('+')
    return { serviceId, optionIds }
  })
  const result = await send(
    desk,
    made('order.create', { plate: 'DAY1', vehicleType, services, discount, discountReason }),
  )
  if (result.status !== 'applied') throw new Error('not applied')
  return String(result.orderID)
}

const pay = (orderID: string, amount: number, method: 'cash' | 'card' | 'online' = 'cash', by = desk) =>
  send(by, made('order.setPayment', { orderID, action: 'pay', method, amount }))
const refund = (orderID: string, amount: number, reason: string) =>
  send(owner, made('order.setPayment', { orderID, action: 'refund', amount, method: 'cash', reason }))

const read = (day: string, user = owner, tenantId = 'main') =>
  readDay({ payload: database.payload, user, tenantId }, { ...SITE, day })

const sum = (shares: readonly Share[]) => ({
  taken: shares.reduce((all, { taken }) => all + taken, 0),
  givenBack: shares.reduce((all, { givenBack }) => all + givenBack, 0),
})

/** The ledger itself, past everything that reads it for the report. */
async function ledger(day: string): Promise<{ taken: number; givenBack: number }> {
  const [row] = await database.ask<{ taken: number; givenBack: number }>(
    `SELECT coalesce(sum(CASE WHEN amount > 0 THEN amount ELSE 0 END), 0) AS taken,
       coalesce(sum(CASE WHEN amount < 0 THEN -amount ELSE 0 END), 0) AS "givenBack"
     FROM payments WHERE tenant = 'main' AND day = ? AND currency = 'MYR'`,
    day,
  )
  if (!row) throw new Error('A sum has one row.')
  return row
}

const inWords = (people: People) => ({ timeZone: SITE.timeZone, people, t: makeTranslator('en').t })

/** Every cut adds up to the ledger. */
async function expectToAgree(report: DayReport): Promise<void> {
  const whole = await ledger(report.day)
  expect(report.total).toMatchObject(whole)
  const { byMethod, byService, byVehicle, byPerson, byHour } = report
  for (const [name, shares] of Object.entries({ byMethod, byService, byVehicle, byPerson, byHour }))
    expect(sum(shares), name).toEqual(whole)
  expect(report.refunds.reduce((all, { amount }) => all + amount, 0)).toBe(whole.givenBack)
}

describe('the report of a day', () => {
  test('says what came in by method, service, vehicle, person and hour, and what was given back and why', async () => {
    // 09:15 and 11:40 at the site.
    at('2026-02-03T01:15:00Z')
    const first = await takeOrder(['basic-wash'])
    await pay(first, 1500)
    const second = await takeOrder(['basic-wash'], 'mpv_van', 100)
    vi.setSystemTime(Date.parse('2026-02-03T03:40:00Z'))
    await pay(second, 900, 'card', owner)
    await refund(first, 500, 'Scratched')
    const { report } = await read('20260203')
    await expectToAgree(report)
    expect(report.byMethod).toMatchObject([
      { key: 'cash', taken: 1500, givenBack: 500, orders: 1 },
      { key: 'card', taken: 900, givenBack: 0, orders: 1 },
    ])
    expect(report.byVehicle.map(({ key, taken }) => [key, taken])).toEqual([
      ['sedan', 1500],
      ['mpv_van', 900],
    ])
    expect(report.byPerson).toMatchObject([
      { key: 'station:desk', taken: 1500 },
      { key: 'user:7', taken: 900, givenBack: 500 },
    ])
    expect(report.byHour.map(({ key, taken }) => [key, taken])).toEqual([
      ['09', 1500],
      ['11', 900],
    ])
    expect(report.byService).toMatchObject([{ key: 'basic-wash', taken: 2400, givenBack: 500, orders: 2 }])
    expect(report.refunds).toMatchObject([
      { orderID: first, plate: 'DAY1', amount: 500, method: 'cash', by: 'user:7', reason: 'Scratched' },
    ])
    expect(report.discounts).toMatchObject([{ orderID: second, amount: 100 }])
    expect(report.open.map(({ orderID }) => orderID)).toEqual([first, second])
    expect(report.open[0]).toMatchObject({ due: 500 })
  })

  test('several days are added up as each of them is, work and shifts with them, and no day beside them', async () => {
    at('2026-03-01T15:30:00Z') // 23:30 at the site, a Sunday.
    await pay(await takeOrder(['basic-wash']), 1500)
    at('2026-03-01T16:30:00Z') // 00:30 of the Monday.
    const monday = await takeOrder(['basic-wash'])
    await pay(monday, 1000, 'card')
    at('2026-03-08T15:59:59Z') // The last second of the week.
    await pay(await takeOrder(['basic-wash'], 'mpv_van', 100), 500)
    await refund(monday, 300, 'Late')
    at('2026-03-08T16:00:00Z')
    await pay(await takeOrder(['basic-wash']), 700)
    const asking = { payload: database.payload, user: owner, tenantId: 'main' }
    const days = daysOf('20260304', 'week')
    expect(days).toEqual({ day: '20260302', until: '20260308' })
    const { report, records } = await readDay(asking, { ...SITE, ...days })
    expect(report).toMatchObject({ ...days, total: { taken: 1500, givenBack: 300, orders: 2 } })
    expect(report.byDay.map(({ key, taken, givenBack }) => [key, taken, givenBack])).toEqual([
      ['20260302', 1000, 0],
      ['20260308', 500, 300],
    ])
    const { byMethod, byService, byVehicle, byPerson, byHour, byDay } = report
    for (const [name, shares] of Object.entries({ byMethod, byService, byVehicle, byPerson, byHour, byDay }))
      expect(sum(shares), name).toEqual({ taken: 1500, givenBack: 300 })
    expect(report.refunds).toHaveLength(1)
    expect(report.discounts).toHaveLength(1)
    expect(report.open).toHaveLength(2)
    const words = { ...inWords({}), timeZone: SITE.timeZone }
    expect(dayTable({ report, records, orders: new Map() }, words).trimEnd().split('\r\n')).toHaveLength(1 + 3)
    expect((await readDay(asking, { ...SITE, ...daysOf('20260315', 'month') })).report.total.taken).toBe(3700)
  })

  test('agrees with the ledger to the sen, whatever a day was like', async () => {
    const random = seededRandom(20260204)
    const integer = (below: number) => Math.floor(random() * below)
    const pick = <T>(from: readonly T[]): T => from[integer(from.length)] as T
    at('2026-02-03T16:00:00Z')
    const { docs } = await database.payload.find({ collection: 'services', pagination: false })
    const ids = docs.flatMap(({ serviceId }) => serviceId ?? [])
    const orders: string[] = []
    for (let act = 0; act < 40; act += 1) {
      vi.setSystemTime(Date.now() + integer(24 * 60_000))
      const orderID =
        orders.length > 0 && random() < 0.6 ? pick(orders) : await takeOrder([...new Set([pick(ids), pick(ids)])])
      if (!orders.includes(orderID)) orders.push(orderID)
      if (random() < 0.25) await refund(orderID, 1 + integer(999), 'Because')
      else await pay(orderID, 1 + integer(9_999), pick(['cash', 'card', 'online']), pick([desk, owner]))
    }
    const days = ['20260204', '20260205']
    for (const day of days) await expectToAgree((await read(day)).report)
    expect((await ledger('20260204')).taken).toBeGreaterThan(0)
    const told = await readTakings({ payload: database.payload, user: owner, tenantId: 'main' }, SITE, Date.now())
    const { total } = (await read(siteDay(new Date(), SITE.timeZone))).report
    expect(told).toMatchObject({ amount: netOf(total), orders: total.orders })
  })

  test('counts the orders of which something was kept that day, as the takings do', async () => {
    at('2026-02-14T02:00:00Z')
    const earlier = await takeOrder(['basic-wash'])
    await pay(earlier, 1500)
    at('2026-02-15T02:00:00Z')
    await refund(earlier, 1500, 'Scratched')
    for (const givenBack of [0, 1500, 500]) {
      const orderID = await takeOrder(['basic-wash'])
      await pay(orderID, 1500)
      if (givenBack > 0) await refund(orderID, givenBack, 'Late')
    }
    const { report } = await read('20260215')
    const told = await readTakings({ payload: database.payload, user: owner, tenantId: 'main' }, SITE, Date.now())
    expect([told.orders, report.total.orders]).toEqual([2, 2])
    expect(report.byMethod).toMatchObject([{ key: 'cash', taken: 4500, givenBack: 3500, orders: 2 }])
    expect(report.byService).toMatchObject([{ key: 'basic-wash', orders: 2 }])
  })

  test('says of each discount why it was given and by whom, and no desk gives more than it may', async () => {
    at('2026-02-06T02:00:00Z')
    const orderID = await takeOrder(['basic-wash'])
    const discount = (sen: number, by = desk) =>
      executeCommands(database.payload, by, [
        made('order.setDiscount', { orderID, discount: sen, reason: 'Rain began' }),
      ])
    expect(await discount(301)).toMatchObject([{ status: 'rejected', reason: 'rules.permission.discount' }])
    expect(await discount(300)).toMatchObject([{ status: 'applied' }])
    const said = { orderID, amount: 300, totalAmount: 1200, reason: 'Rain began', by: 'station:desk' }
    expect((await read('20260206')).report.discounts).toMatchObject([said])
    expect(await discount(1000, owner)).toMatchObject([{ status: 'applied' }])
    expect((await read('20260206')).report.discounts).toMatchObject([{ amount: 1000, by: 'user:7' }])
    await expect(takeOrder(['basic-wash'], 'sedan', 301)).rejects.toThrow('rules.permission.discount')
    await takeOrder(['basic-wash'], 'sedan', 200, 'Comes every week')
    const asTaken = { amount: 200, reason: 'Comes every week', by: 'station:desk' }
    expect((await read('20260206')).report.discounts).toContainEqual(expect.objectContaining(asTaken))
  })

  test('the site sets how much its desks take off', async () => {
    at('2026-02-07T02:00:00Z')
    const set = (cashierDiscount: number | null) =>
      database.payload.update({
        collection: 'tenants',
        where: { tenantId: { equals: 'main' } },
        data: { cashierDiscount },
      })
    await set(10)
    await takeOrder(['basic-wash'], 'sedan', 150, 'Rain began')
    await expect(takeOrder(['basic-wash'], 'sedan', 151, 'Rain began')).rejects.toThrow('rules.permission.discount')
    const { errors } = await set(101)
    expect(errors).toHaveLength(1)
    await set(null)
    await takeOrder(['basic-wash'], 'sedan', 300, 'Rain began')
  })

  test('is the same when it is read again after other days, and lists the ledger’s records by number', async () => {
    const before = await read('20260203')
    at('2026-02-09T02:00:00Z')
    await pay(await takeOrder(['basic-wash']), 1500)
    expect(await read('20260203')).toEqual(before)
    const numbers = before.records.map(({ seq }) => seq)
    expect(numbers).toEqual(numbers.map((_, place) => (numbers[0] ?? 0) + place))
  })

  test('as a table has a line for each record, and its amounts add up to the net', async () => {
    const day = await read('20260204')
    const table = dayTable(day, inWords({ 'user:7': 'Siti, the "boss"' }))
    const [head, ...lines] = table.trimEnd().split('\r\n')
    expect(head).toBe(
      '\uFEFFNo.,Time,Order,Plate,Vehicle,Services,Method,Amount (MYR),Change (MYR),By,Reason,Approved by,Tax (MYR)',
    )
    expect(lines).toHaveLength(day.records.length)
    const amounts = lines.map((line) => Number(/,(?:Cash|Card|Online),(-?[\d.]+),/.exec(line)?.[1]))
    expect(amounts.reduce((all, amount) => all + Math.round(amount * 100), 0)).toBe(netOf(day.report.total))
    expect(lines.find((line) => line.includes('Because'))).toMatch(
      /^\d+,2026-02-04 \d\d:\d\d:\d\d,AX-.*,-[\d.]+,0,"Siti, the ""boss""",Because,,0$/,
    )
  })

  test('has a table of what was taken off, of what was called off and of what is still open', async () => {
    at('2026-02-12T02:00:00Z')
    const gone = await takeOrder(['basic-wash'])
    const open = await takeOrder(['basic-wash+air-freshener'], 'sedan', 200, '=Rain')
    await pay(open, 1000, 'cash')
    vi.setSystemTime(Date.parse('2026-02-12T02:30:05Z'))
    await send(owner, made('order.cancel', { orderID: gone, reason: 'Drove off' }))
    const day = await read('20260212')
    const linesOf = (table: string) => table.replace('\uFEFF', '').trimEnd().split('\r\n')
    const words = inWords({ 'user:7': 'Siti', 'station:desk': 'Desk' })
    expect(linesOf(discountTable(day, words))).toEqual([
      'Order,Plate,Services,Discount (MYR),Total (MYR),By,Reason,Approved by',
      `${open},DAY 1,"Basic Wash, Air freshener",2,16,Desk,'=Rain,`,
    ])
    expect(linesOf(calledOffTable(day, words))).toEqual([
      'Time,Order,Plate,Services,Total (MYR),By,Reason,Approved by',
      `2026-02-12 10:30:05,${gone},DAY 1,Basic Wash,15,Siti,Drove off,`,
    ])
    expect(linesOf(openTable(day, words))).toEqual([
      'Time,Order,Plate,Services,State,Still to pay (MYR)',
      `2026-02-12 10:00:00,${open},DAY 1,"Basic Wash, Air freshener",Waiting,6`,
    ])
  })

  test('says who washed how many cars in how many minutes, from what is kept with each job', async () => {
    const bay = { collection: 'stations', id: 4, role: 'bay', bay: 'bay-1', tenant: 'main', name: 'bay-1' }
    const hire = (name: string) =>
      database.payload.create({ collection: 'team', data: { name, position: 'washer', tenant: 'main' } })
    const [ravi, mei] = [await hire('Ravi'), await hire('Mei')]
    const act = <T extends CommandType>(
      moment: string,
      type: T,
      payload: CommandPayload<T>,
      { id }: { id: number | string } = ravi,
    ) => {
      vi.setSystemTime(Date.parse(`2026-02-10T${moment}:00Z`))
      return send(bay as unknown as TypedUser, { ...made(type, payload), person: String(id) })
    }
    at('2026-02-10T01:00:00Z')
    const orderID = await takeOrder(['basic-wash'])
    const [free] = (await database.payload.find({ collection: 'bays', where: { bayId: { equals: 'bay-1' } } })).docs
    if (free?.status !== 'available') await send(owner, made('bay.setStatus', { bayId: 'bay-1', status: 'available' }))
    await act('01:00', 'bay.assign', { bayId: 'bay-1', orderID })
    const { docs } = await database.payload.find({ collection: 'jobs', where: { orderID: { equals: orderID } } })
    const { jobId, steps } = docs[0] as JobRow
    const [first, second, ...others] = (steps ?? []).map(({ stepId }) => stepId)
    await act('01:00', 'job.start', { jobId, first: true })
    await act('01:10', 'job.completeStep', { jobId, stepId: first as string })
    // A pause is no work, and whoever undoes takes it back for both.
    await act('01:12', 'job.pause', { jobId })
    await act('01:30', 'job.start', { jobId })
    await act('01:35', 'job.completeStep', { jobId, stepId: second as string })
    await act('01:36', 'job.undoStep', { jobId, stepId: second as string })
    await act('01:40', 'job.completeStep', { jobId, stepId: second as string }, mei)
    for (const stepId of others) await act('01:40', 'job.skipStep', { jobId, stepId, reason: 'not_needed' }, mei)
    await act('01:40', 'job.finish', { jobId }, mei)
    const asking = { payload: database.payload, user: owner, tenantId: 'main' }
    const work = await readWork(asking, { ...SITE, day: '20260210' })
    const minutes = (ms: number) => ms / 60_000
    expect(work.byPerson.map(({ by, cars, ms }) => [by, cars, minutes(ms)])).toEqual([
      [`person:${mei.id}`, 1, 12],
      [`person:${ravi.id}`, 1, 10],
    ])
    expect(work.total).toEqual({ cars: 1, ms: 22 * 60_000 })
    expect((await readWork(asking, { ...SITE, day: '20260211' })).total).toEqual({ cars: 0, ms: 0 })
    const people = { [`person:${mei.id}`]: 'Mei', [`person:${ravi.id}`]: 'Ravi' }
    expect(workTable(work, inWords(people))).toBe(
      '\uFEFFBy,Cars,Minutes,Minutes per car\r\nMei,1,12,12\r\nRavi,1,10,10\r\n',
    )
    const board = { ...bay, role: 'board' } as unknown as TypedUser
    await expect(readWork({ ...asking, user: board }, { ...SITE, day: '20260210' })).rejects.toThrow()
  })

  test('is for staff and desks of the site alone', async () => {
    const asked = (user: object, tenantId?: string) => read('20260203', user as TypedUser, tenantId)
    const station = (role: string) => ({ collection: 'stations', id: 1, role, tenant: 'main', name: 'x' })
    await expect(asked({ collection: 'users', id: 1, role: 'customer', tenant: 'main' })).rejects.toThrow()
    await expect(asked({ collection: 'users', id: 1, role: 'staff', tenant: 'other' })).rejects.toThrow()
    await expect(asked(station('bay'))).rejects.toThrow()
    await expect(asked(station('board'))).rejects.toThrow()
    await expect(asked(station('cashier'))).resolves.toBeDefined()
    await expect(asked({ collection: 'users', id: 1, role: 'staff', tenant: 'main' })).resolves.toBeDefined()
    await expect(asked({ collection: 'users', id: 1, role: 'admin', tenant: null }, 'other')).resolves.toBeDefined()
  })

  test('reads a long day whole, a part of it in each turn of the event loop', async () => {
    at('2026-02-20T02:00:00Z')
    const taken: string[] = []
    for (let order = 0; order < 90; order += 1) {
      const orderID = await takeOrder(['basic-wash'])
      await pay(orderID, 500)
      taken.push(orderID)
    }
    vi.useRealTimers()
    let turns = 0
    let goesOn = true
    const next = () => {
      turns += 1
      if (goesOn) setImmediate(next)
    }
    setImmediate(next)
    const { records, orders, report } = await read('20260220')
    goesOn = false
    expect(records.map(({ orderID }) => orderID)).toEqual(taken)
    expect([...orders.keys()]).toEqual(taken)
    expect(report.total).toMatchObject({ taken: 90 * 500, orders: 90 })
    // Three for the payments and three for the orders.
    expect(turns).toBeGreaterThanOrEqual(6)
  })

  test.skipIf(!onSqlite)('reads the day’s payments alone, found by index', async () => {
    const execute = vi.spyOn(SqliteConnection.prototype, 'execute')
    await read('20260203')
    const statements = execute.mock.calls.map(([statement]) =>
      typeof statement === 'string' ? statement : statement.sql,
    )
    execute.mockRestore()
    const asked = statements.find((sql) => sql.includes('"payments"')) ?? ''
    const file = new Database(database.file, { readonly: true })
    const none = Array.from(asked.matchAll(/\?/g), () => 'x')
    const plan = file.prepare(`EXPLAIN QUERY PLAN ${asked}`).all(...none) as { detail: string }[]
    file.close()
    expect(plan[0]?.detail).toMatch(
      /^SEARCH payments USING INDEX tenant_day_currency_seq_idx \(tenant=\? AND day=\? AND currency=\?\)/,
    )
  })
})
