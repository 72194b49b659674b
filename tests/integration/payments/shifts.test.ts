import { randomUUID } from 'node:crypto'
import type { TypedUser } from 'payload'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shiftTable } from '@/cms/app/(web)/(live)/day/report/shift-table'
import { executeCommands } from '@/cms/commands'
import { readShift, readShiftsWithReports, type ShiftRead } from '@/cms/site/read-shift'
import { type Command, type CommandPayload, type CommandType, commandSchema, type PaymentMethod } from '@/lib/domain'
import { netOf } from '@/lib/domain/rules/day-report'
import { siteDay } from '@/lib/domain/rules/site-day'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { openDatabase, type TestDatabase } from '../../support/database'
import { seededRandom } from '../../support/seeded-random'

const owner = { collection: 'users', id: 7, role: 'admin', tenant: 'main' } as unknown as TypedUser
const desk = { collection: 'stations', id: 3, role: 'cashier', tenant: 'main', name: 'desk' } as unknown as TypedUser

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database?.close())

const made = <T extends CommandType>(type: T, payload: CommandPayload<T>, id = randomUUID()): Command =>
  commandSchema.parse({ id, type, payload, issuedAt: new Date().toISOString() })

async function ask(user: TypedUser, command: Command): Promise<CommandResult> {
  const [result] = await executeCommands(database.payload, user, [command], { sentAt: new Date().toISOString() })
  return result as CommandResult
}

async function send(user: TypedUser, command: Command): Promise<string> {
  const result = await ask(user, command)
  if (result.status !== 'applied') throw new Error(JSON.stringify(result))
  return result.orderID ?? command.id
}

const takeOrder = () =>
  send(
    desk,
    made('order.create', {
      plate: 'SHIFT 1',
      vehicleType: 'sedan',
      services: [{ serviceId: 'basic-wash', optionIds: [] }],
    }),
  )
const pay = (orderID: string, amount: number, method: PaymentMethod = 'cash') =>
  send(desk, made('order.setPayment', { orderID, action: 'pay', method, amount }))
const giveBack = (orderID: string, amount: number, method: PaymentMethod = 'cash') =>
  send(owner, made('order.setPayment', { orderID, action: 'refund', method, amount, reason: 'Scratched' }))
const open = (float: number) => send(desk, made('shift.open', { float }))
const close = (shiftId: string, counted: number) => send(desk, made('shift.close', { shiftId, counted }))

async function reportOf(number: number) {
  const read = await readShift({ payload: database.payload, user: owner, tenantId: 'main' }, number)
  if (!read) throw new Error(`There is no shift ${number}`)
  return read
}

async function shiftRow(shiftId: string) {
  const row = await database.payload.db.findOne({ collection: 'shifts', where: { shiftId: { equals: shiftId } } })
  return row as Record<string, unknown> | null
}

/** All money of the ledger, past what folds it. */
async function ledger() {
  const { docs } = await database.payload.db.find<{ id: number; seq: number; amount: number; method: string }>({
    collection: 'payments',
    limit: 0,
    pagination: false,
    sort: 'seq',
  })
  return docs
}

describe('a shift of the till', () => {
  test('is counted before anybody is told what there should be, and then says so', async () => {
    await pay(await takeOrder(), 9_900)
    const shiftId = await open(20_000)
    const order = await takeOrder()
    await pay(order, 3_000)
    await pay(order, 1_000, 'card')
    await giveBack(order, 500)
    expect(await shiftRow(shiftId)).toMatchObject({
      number: 1,
      expected: null,
      counted: null,
      openedBy: 'station:desk',
    })
    expect((await reportOf(1)).report).toBeNull()
    await close(shiftId, 22_400)
    // What was taken before there were shifts is of none.
    expect(await shiftRow(shiftId)).toMatchObject({ expected: 22_500, counted: 22_400, closedBy: 'station:desk' })
    const { report } = await reportOf(1)
    expect(report).toMatchObject({ cash: 2_500, expected: 22_500, difference: -100 })
    expect(report?.byMethod.map(({ key, taken, givenBack }) => [key, taken, givenBack])).toEqual([
      ['cash', 3_000, 500],
      ['card', 1_000, 0],
    ])
    expect(report?.refunds).toMatchObject([{ orderID: order, amount: -500, reason: 'Scratched' }])
  })

  test('is one at a time, and stays as it was closed', async () => {
    const shiftId = await open(10_000)
    const refused = (key: string) => ({ status: 'rejected', reason: `rules.command.${key}` })
    expect(await ask(owner, made('shift.open', { float: 1 }))).toMatchObject(refused('shift_open'))
    await close(shiftId, 10_000)
    const closed = await shiftRow(shiftId)
    expect(await ask(owner, made('shift.close', { shiftId, counted: 1 }))).toMatchObject(refused('shift_closed'))
    expect(await ask(owner, made('shift.close', { shiftId: randomUUID(), counted: 1 }))).toMatchObject(
      refused('no_shift'),
    )
    expect(await shiftRow(shiftId)).toEqual(closed)
  })

  test('is opened once, however often its command is sent', async () => {
    const command = made('shift.open', { float: 5_000 })
    await send(desk, command)
    expect(await ask(desk, command)).toMatchObject({ status: 'duplicate' })
    await close(command.id, 5_000)
  })

  test('has a Z that is the same when it is made again, and the Zs of all shifts add up to the ledger', async () => {
    const random = seededRandom(20260115)
    const integer = (below: number) => Math.floor(random() * below)
    const first = (await ledger()).length
    const before = (await database.payload.count({ collection: 'shifts' })).totalDocs
    const orders = [await takeOrder(), await takeOrder(), await takeOrder()]
    const methods = ['cash', 'card', 'online'] as const
    const some = async () => {
      const orderID = orders[integer(orders.length)] as string
      const method = methods[integer(methods.length)] as PaymentMethod
      if (random() < 0.3) await giveBack(orderID, 1 + integer(9_999), method)
      else await pay(orderID, 1 + integer(9_999), method)
    }
    const zs: unknown[] = []
    const SHIFTS = 8
    for (let shift = 1; shift <= SHIFTS; shift += 1) {
      const float = integer(30_000)
      const shiftId = await open(float)
      for (let acts = integer(6); acts > 0; acts -= 1) await some()
      await close(shiftId, integer(60_000))
      zs.push((await reportOf(before + shift)).report)
      // Between two shifts too: it is the later one's.
      if (shift < SHIFTS) for (let acts = integer(3); acts > 0; acts -= 1) await some()
    }
    const numbers = zs.map((_, place) => before + 1 + place)
    const again = await Promise.all(numbers.map(async (number) => (await reportOf(number)).report))
    expect(again).toEqual(zs)
    const money = (await ledger()).slice(first)
    const sum = (amounts: readonly number[]) => amounts.reduce((all, amount) => all + amount, 0)
    expect(sum(again.map((z) => netOf(z?.total ?? { taken: 0, givenBack: 0 })))).toBe(sum(money.map((m) => m.amount)))
    for (const method of methods) {
      const ofZs = again.flatMap((z) => z?.byMethod.filter(({ key }) => key === method) ?? [])
      const ofLedger = money.filter((m) => m.method === method)
      expect(sum(ofZs.map(netOf)), method).toBe(sum(ofLedger.map(({ amount }) => amount)))
    }
    // What the document said when it was closed is what the fold says.
    for (const z of again) expect(z?.shift.expected).toBe(z?.expected)
    // Each begins where the last one ended.
    for (const [place, z] of again.entries())
      if (place > 0) expect(z?.shift.fromSeq).toBe(again[place - 1]?.shift.toSeq)
  })

  test('is a line of a table, and an open one says nothing of what there should be in its drawer', async () => {
    const started = (await database.payload.count({ collection: 'shifts' })).totalDocs
    const order = await takeOrder()
    const shiftId = await open(10_000)
    await pay(order, 1_500)
    await pay(order, 700, 'card')
    await giveBack(order, 200)
    const closing = made('shift.close', { shiftId, counted: 11_250, note: '=SUM(A1)' })
    await send(desk, closing)
    await open(5_000)
    const asking = { payload: database.payload, user: owner, tenantId: 'main' }
    const timeZone = 'Asia/Kuala_Lumpur'
    const words = { timeZone, people: {}, t: makeTranslator('en').t }
    const lines = (shifts: readonly ShiftRead[]) =>
      shiftTable(shifts, words)
        .slice(1)
        .trimEnd()
        .split('\r\n')
        .map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^"(.*)"$/, '$1')))
    const days = { day: siteDay(new Date(), timeZone), timeZone }
    const [heads = [], ...all] = lines(await readShiftsWithReports(asking, days))
    expect(all.map(([number]) => Number(number))).toEqual(Array.from({ length: started + 2 }, (_, at) => at + 1))
    const told = (line: readonly string[] | undefined) =>
      Object.fromEntries(heads.map((head, at) => [head, line?.[at]]))
    const { fromSeq, toSeq } = (await reportOf(started + 1)).shift
    expect(told(all.at(-2))).toMatchObject({
      Shift: String(started + 1),
      'Opened: By': 'desk',
      'Cash in the drawer as it begins (MYR)': '100',
      'Cash taken, less cash given back (MYR)': '13',
      'There should be (MYR)': '113',
      'Counted (MYR)': '112.5',
      'Difference (MYR)': '-0.5',
      'Card (MYR)': '7',
      'Online (MYR)': '0',
      'Given back (MYR)': '2',
      'Net (MYR)': '20',
      'First payment no.': String(fromSeq + 1),
      'Last payment no.': String(toSeq),
      // Nobody's note is a formula to the program that opens it.
      Note: "'=SUM(A1)",
    })
    const open2 = told(all.at(-1))
    expect(open2).toMatchObject({ Shift: String(started + 2), 'Cash in the drawer as it begins (MYR)': '50' })
    for (const head of ['Closed', 'There should be (MYR)', 'Net (MYR)', 'Card (MYR)', 'Given back (MYR)'])
      expect(open2[head], head).toBe('')
    const one = await readShift(asking, started + 1)
    expect(lines(one ? [one] : [])).toEqual([heads, all.at(-2)])
    await close((await reportOf(started + 2)).shift.shiftId, 5_000)
  })

  test('is opened and closed by those at the desk alone', async () => {
    const bay = { collection: 'stations', id: 4, role: 'bay', tenant: 'main', name: 'bay-1', bay: 'bay-1' }
    const refused = await ask(bay as unknown as TypedUser, made('shift.open', { float: 0 }))
    expect(refused).toMatchObject({ status: 'rejected', code: 'forbidden' })
    const customer = { collection: 'users', id: 9, role: 'customer', tenant: 'main' } as unknown as TypedUser
    await expect(readShift({ payload: database.payload, user: customer, tenantId: 'main' }, 1)).rejects.toThrow()
  })
})
