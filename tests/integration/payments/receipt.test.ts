import { randomUUID } from 'node:crypto'
import type { TypedUser } from 'payload'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shiftTable } from '@/cms/app/(web)/(live)/day/report/shift-table'
import { taxTable } from '@/cms/app/(web)/(live)/day/report/tax-table'
import { executeCommands } from '@/cms/commands'
import { orderDocument } from '@/cms/documents'
import type { OrderRow } from '@/cms/documents/order'
import { readDay } from '@/cms/site/read-day'
import { readReceipt } from '@/cms/site/read-receipt'
import { readShift } from '@/cms/site/read-shift'
import { type CommandPayload, type CommandType, commandSchema, receiptOf } from '@/lib/domain'
import { netOf } from '@/lib/domain/rules/day-report'
import { siteDay } from '@/lib/domain/rules/site-day'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { openDatabase, type TestDatabase } from '../../support/database'

const ZONE = 'Asia/Kuala_Lumpur'
const owner = { collection: 'users', id: 7, role: 'admin', tenant: 'main' } as unknown as TypedUser
const desk = { collection: 'stations', id: 3, role: 'cashier', tenant: 'main', name: 'desk' } as unknown as TypedUser

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database?.close())

async function send<T extends CommandType>(
  type: T,
  payload: CommandPayload<T>,
  id = randomUUID(),
  by = desk,
): Promise<string> {
  const issuedAt = new Date().toISOString()
  const command = commandSchema.parse({ id, type, payload, issuedAt })
  const [result] = await executeCommands(database.payload, by, [command], { sentAt: issuedAt })
  if (result?.status !== 'applied') throw new Error(JSON.stringify(result))
  return String(result.orderID)
}

const takeOrder = (...serviceIds: string[]) =>
  send('order.create', {
    plate: 'TAX 1',
    vehicleType: 'sedan',
    services: serviceIds.map((serviceId) => ({ serviceId, optionIds: [] })),
  })

async function receipt(orderID: string) {
  const { docs } = await database.payload.find({ collection: 'orders', where: { orderID: { equals: orderID } } })
  return receiptOf(orderDocument(docs[0] as OrderRow))
}

const setSite = (data: object) =>
  database.payload.update({ collection: 'tenants', where: { tenantId: { equals: 'main' } }, data })
const setService = (serviceId: string, data: object) =>
  database.payload.update({ collection: 'services', where: { serviceId: { equals: serviceId } }, data })

describe('the receipt of an order', () => {
  test('goes to whoever holds its link with the names of what is on it, and of nothing else the site sells', async () => {
    await setService('wax-polish', { names: { zh: '打蜡' } })
    await setService('bike-wash', { names: { zh: '洗摩托车' }, active: false })
    const { docs } = await database.payload.find({
      collection: 'services',
      where: { serviceId: { equals: 'basic-wash' } },
    })
    const options = [
      { optionId: 'mats', name: 'Mats dried', price: 300, minutes: 2, names: { zh: '烘干脚垫' } },
      { optionId: 'scent', name: 'Scent', price: 200, minutes: 0, names: { zh: '香氛' } },
    ]
    await setService('basic-wash', { names: { zh: '普洗' }, options })
    const orderID = await send('order.create', {
      plate: 'ZH 1',
      vehicleType: 'sedan',
      services: [{ serviceId: 'basic-wash', optionIds: ['mats'] }],
    })
    const read = await readReceipt(database.payload, { tenantId: 'main', orderID })
    expect(read?.receipt.lines).toMatchObject([{ name: docs[0]?.name, options: ['Mats dried'] }])
    const names = { [String(docs[0]?.name)]: { zh: '普洗' }, 'Mats dried': { zh: '烘干脚垫' } }
    expect(read?.names).toMatchObject(names)
    expect(Object.keys(read?.names ?? {}).sort()).toEqual(Object.keys(names).sort())
    await setService('bike-wash', { active: true })
  })

  test('names the tax that the price included when the order was taken, whatever the owner has set since', async () => {
    const before = await takeOrder('basic-wash')
    await setSite({ taxName: 'SST', taxPercent: 8 })
    await setService('bike-wash', { taxPercent: 0 })
    await setService('wax-polish', { taxPercent: 6.5 })
    const orderID = await takeOrder('basic-wash', 'wax-polish', 'bike-wash')
    const taken = await receipt(orderID)
    const [basic = 0, wax = 0] = taken.lines.map(({ amount }) => amount)
    expect(taken.taxes).toEqual([
      { rate: 800, of: basic, tax: Math.round((basic * 800) / 10_800) },
      { rate: 650, of: wax, tax: Math.round((wax * 650) / 10_650) },
    ])

    await setSite({ taxPercent: 10 })
    await setService('wax-polish', { taxPercent: null })
    expect(await receipt(orderID)).toEqual(taken)
    expect((await receipt(before)).taxes).toEqual([])
    expect((await receipt(await takeOrder('wax-polish'))).taxes).toMatchObject([{ rate: 1_000 }])
  })

  test('at a site whose price list is before tax, an order costs what its prices come to with it, and the receipt names it', async () => {
    const before = await receipt(await takeOrder('basic-wash', 'bike-wash'))
    const [basic = 0, bike = 0] = before.lines.map(({ amount }) => amount)
    await setSite({ taxPercent: 8, taxOnTop: true })
    const orderID = await takeOrder('basic-wash', 'bike-wash')
    const taken = await receipt(orderID)
    const tax = Math.round(basic * 0.08)
    expect(taken.lines.map(({ amount }) => amount)).toEqual([basic + tax, bike])
    expect(taken.total).toBe(basic + bike + tax)
    expect(taken.taxes).toEqual([{ rate: 800, of: basic + tax, tax }])
    await setSite({ taxOnTop: false })
    expect(await receipt(orderID)).toEqual(taken)
    expect((await receipt(await takeOrder('basic-wash'))).total).toBe(basic)
  })

  test('day and Z say the tax of what was kept, by rate, as the receipts do, and the same again whatever is changed later', async () => {
    await setSite({ taxPercent: 8, taxOnTop: false, cashRounding: true })
    await setService('wax-polish', { taxPercent: 10 })
    const day = siteDay(new Date(), ZONE)
    const asking = { payload: database.payload, user: owner, tenantId: 'main' }
    const taxesOfDay = async () =>
      new Map(
        (await readDay(asking, { currency: 'MYR', timeZone: ZONE, day })).report.taxes.map((each) => [each.rate, each]),
      )
    const before = await taxesOfDay()
    const shiftIds = [randomUUID(), randomUUID()] as const
    const numbers: number[] = []
    const shift = async (id: (typeof shiftIds)[number], acts: () => Promise<unknown>) => {
      await send('shift.open', { float: 10_000 }, id)
      await acts()
      await send('shift.close', { shiftId: id, counted: 10_000 })
      const row = await database.payload.db.findOne<{ id: number; number: number }>({
        collection: 'shifts',
        where: { shiftId: { equals: id } },
      })
      numbers.push(Number(row?.number))
    }
    const pay = (orderID: string, amount: number, method: 'cash' | 'card' = 'card') =>
      send('order.setPayment', { orderID, action: 'pay', method, amount })
    let both = ''
    let rounded = ''
    await shift(shiftIds[0], async () => {
      both = await takeOrder('basic-wash', 'wax-polish')
      await pay(both, 1_001)
      rounded = await takeOrder('basic-wash')
      await send('order.setDiscount', { orderID: rounded, discount: 3, reason: 'Rain' })
      await pay(rounded, (await receipt(rounded)).total - 2, 'cash')
      const back = await takeOrder('basic-wash')
      await pay(back, (await receipt(back)).total)
      await send('order.setPayment', { orderID: back, action: 'refund', reason: 'Off' }, randomUUID(), owner)
    })
    await shift(shiftIds[1], async () => {
      // What is ordered besides is of the tax of its own rate, and so is what was paid before.
      await send('order.change', {
        orderID: both,
        services: ['basic-wash', 'wax-polish', 'bike-wash'].map((serviceId) => ({ serviceId, optionIds: [] })),
      })
      await pay(both, (await receipt(both)).due)
    })
    const zs = async () =>
      Promise.all(numbers.map(async (number) => (await readShift(asking, number))?.report?.taxes ?? []))
    const [first, second] = await zs()
    const receipts = [...(await receipt(both)).taxes, ...(await receipt(rounded)).taxes]
    const after = await taxesOfDay()
    for (const rate of [1_000, 800]) {
      const sum = (parts: readonly { rate: number; of: number; tax: number }[]) =>
        parts
          .filter((each) => each.rate === rate)
          .reduce((all, { of, tax }) => ({ of: all.of + of, tax: all.tax + tax }), { of: 0, tax: 0 })
      const expected = sum(receipts)
      expect(expected.tax).toBeGreaterThan(0)
      expect(sum([...(first ?? []), ...(second ?? [])])).toEqual(expected)
      const [was, is] = [before.get(rate), after.get(rate)]
      expect({ of: (is?.of ?? 0) - (was?.of ?? 0), tax: (is?.tax ?? 0) - (was?.tax ?? 0) }).toEqual(expected)
    }
    await setSite({ taxPercent: 20 })
    await setService('wax-polish', { taxPercent: 20 })
    await send('order.setDiscount', { orderID: await takeOrder('basic-wash'), discount: 5, reason: 'Rain' })
    expect(await zs()).toEqual([first, second])
    // The tables say the same.
    const words = { timeZone: ZONE, people: {}, t: makeTranslator('en').t }
    const inUnits = ({ rate, of, tax }: { rate: number; of: number; tax: number }) =>
      [rate / 100, (of - tax) / 100, tax / 100, of / 100].join(',')
    const linesOf = (table: string) => table.slice(1).trimEnd().split('\r\n')
    const ofDay = await readDay(asking, { currency: 'MYR', timeZone: ZONE, day })
    expect(linesOf(taxTable(ofDay, words))).toEqual([
      'Rate (%),Before tax (MYR),Tax (MYR),With tax (MYR)',
      ...ofDay.report.taxes.map(inUnits),
    ])
    const z = await readShift(asking, numbers[0] as number)
    const [heads = '', line = ''] = linesOf(shiftTable(z ? [z] : [], words))
    const cells = (row: string) => row.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    const cell = (head: string) => cells(line)[cells(heads).indexOf(head)]
    for (const { rate, of, tax } of first ?? []) {
      expect(cell(`Before tax ${rate / 100} % (MYR)`)).toBe(String((of - tax) / 100))
      expect(cell(`Tax ${rate / 100} % (MYR)`)).toBe(String(tax / 100))
    }
    expect(await taxesOfDay()).toEqual(after)
    await setService('wax-polish', { taxPercent: 10 })
  })

  test('at a site that rounds cash, receipt, drawer and day agree to the sen', async () => {
    await setSite({ cashRounding: true })
    const day = siteDay(new Date(), ZONE)
    const report = () =>
      readDay({ payload: database.payload, user: owner, tenantId: 'main' }, { currency: 'MYR', timeZone: ZONE, day })
    const before = (await report()).report
    const shiftId = randomUUID()
    await send('shift.open', { float: 10_000 }, shiftId)
    const orderID = await takeOrder('basic-wash')
    const { total } = await receipt(orderID)
    await send('order.setDiscount', { orderID, discount: 3, reason: 'Rain' })
    await send('order.setPayment', { orderID, action: 'pay', method: 'cash', amount: total - 5 })
    expect(await receipt(orderID)).toMatchObject({
      discount: 3,
      rounding: -2,
      total: total - 5,
      due: 0,
      kind: 'receipt',
    })
    await send('order.setPayment', {
      orderID: await takeOrder('basic-wash'),
      action: 'pay',
      method: 'card',
      amount: total,
    })
    await send('shift.close', { shiftId, counted: 10_000 + total - 5 })

    const shift = await database.payload.db.findOne({ collection: 'shifts', where: { shiftId: { equals: shiftId } } })
    expect(shift).toMatchObject({ expected: 10_000 + total - 5 })
    const after = (await report()).report
    expect(after.rounding - before.rounding).toBe(-2)
    expect(netOf(after.total) - netOf(before.total)).toBe(2 * total - 5)
    expect(after.open.find((each) => each.orderID === orderID)?.due ?? 0).toBe(0)
  })

  test('at a site that rounds cash, what a card paid goes back in coins, and order, drawer, Z and day agree to the sen', async () => {
    await setSite({ cashRounding: true })
    const day = siteDay(new Date(), ZONE)
    const report = () =>
      readDay({ payload: database.payload, user: owner, tenantId: 'main' }, { currency: 'MYR', timeZone: ZONE, day })
    const before = (await report()).report
    const shiftId = randomUUID()
    await send('shift.open', { float: 10_000 }, shiftId)
    const orderID = await takeOrder('basic-wash')
    const { total } = await receipt(orderID)
    await send('order.setDiscount', { orderID, discount: 3, reason: 'Rain' })
    await send('order.setPayment', { orderID, action: 'pay', method: 'card', amount: total - 3 })
    const back = { orderID, action: 'refund', method: 'cash', reason: 'Off', amount: total - 5 } as const
    await send('order.setPayment', back, randomUUID(), owner)
    expect(await receipt(orderID)).toMatchObject({ rounding: 2, total: total - 1, giveBack: 0 })
    // Called off, nothing of it is held or asked for.
    await send('order.cancel', { orderID, reason: 'Drove off' })
    expect(await receipt(orderID)).toMatchObject({ kind: 'cancelled', due: 0, giveBack: 0 })
    const { docs } = await database.payload.find({ collection: 'orders', where: { orderID: { equals: orderID } } })
    expect(docs).toMatchObject([{ paidAmount: 2, toGiveBack: 0, paymentStatus: 'refunded', stage: 'cancelled' }])
    await send('shift.close', { shiftId, counted: 10_000 - (total - 5) })
    const shift = await database.payload.db.findOne({ collection: 'shifts', where: { shiftId: { equals: shiftId } } })
    expect(shift).toMatchObject({ expected: 10_000 - (total - 5) })
    const after = (await report()).report
    expect(after.rounding - before.rounding).toBe(2)
    expect(netOf(after.total) - netOf(before.total)).toBe(2)
    expect(after.refunds.at(-1)).toMatchObject({ orderID, amount: total - 5, method: 'cash' })
  })

  test.each([-1, 101, 8.125, 'much'])('a tax of %s percent is refused', async (taxPercent) => {
    expect((await setSite({ taxPercent })).errors).toHaveLength(1)
  })
})
