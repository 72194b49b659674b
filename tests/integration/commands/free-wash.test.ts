import { randomUUID } from 'node:crypto'
import type { TypedUser } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { executeCommands } from '@/cms/commands'
import { orderDocument } from '@/cms/documents'
import type { OrderRow } from '@/cms/documents/order'
import { erasePerson } from '@/cms/privacy/erase'
import { readDay } from '@/cms/site/read-day'
import { type CommandPayload, type CommandType, commandSchema, type Order } from '@/lib/domain'
import { discountsByReason } from '@/lib/domain/rules/day-report'
import { siteDay } from '@/lib/domain/rules/site-day'
import { openDatabase, type TestDatabase } from '../../support/database'

const ZONE = 'Asia/Kuala_Lumpur'
const owner = { collection: 'users', id: 7, role: 'admin', tenant: 'main' } as unknown as TypedUser
const desk = { collection: 'stations', id: 3, role: 'cashier', tenant: 'main', name: 'desk' } as unknown as TypedUser

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database?.close())

async function ask<T extends CommandType>(type: T, payload: CommandPayload<T>, by = desk) {
  const issuedAt = new Date().toISOString()
  const command = commandSchema.parse({ id: randomUUID(), type, payload, issuedAt })
  const [result] = await executeCommands(database.payload, by, [command], { sentAt: issuedAt })
  return result
}

async function send<T extends CommandType>(type: T, payload: CommandPayload<T>, by = desk): Promise<string> {
  const result = await ask(type, payload, by)
  if (result?.status !== 'applied') throw new Error(JSON.stringify(result))
  return String(result.orderID)
}

async function look(orderID: string): Promise<Order> {
  const { docs } = await database.payload.find({ collection: 'orders', where: { orderID: { equals: orderID } } })
  return orderDocument(docs[0] as OrderRow)
}

const take = (plate: string, ...services: string[]) =>
  send('order.create', {
    plate,
    vehicleType: 'sedan',
    services: (services.length > 0 ? services : ['basic-wash']).map((serviceId) => ({ serviceId, optionIds: [] })),
  })

/** Washes the car, takes what is due and lets it go. */
async function finish(orderID: string): Promise<void> {
  for (const stage of ['open', 'in_progress', 'billed'] as const)
    await send('order.setStage', { orderID, stage }, owner)
  const { totalAmount } = await look(orderID)
  if (totalAmount > 0) await send('order.setPayment', { orderID, action: 'pay', method: 'card', amount: totalAmount })
  else await send('order.setStage', { orderID, stage: 'paid' }, owner).catch(() => {})
  await send('order.setStage', { orderID, stage: 'completed' }, owner)
}

const setSite = (data: object) =>
  database.payload.update({ collection: 'tenants', where: { tenantId: { equals: 'main' } }, data })
const refusal = (result: Awaited<ReturnType<typeof ask>>) => (result?.status === 'rejected' ? result.reason : 'done')

test('a site that counts no visits gives no wash away', async () => {
  const orderID = await take('OFF 1')
  await finish(orderID)
  const next = await take('OFF 1')
  expect(await look(next)).toMatchObject({ visits: null, freeWash: false })
  expect(refusal(await ask('order.giveFreeWash', { orderID: next }))).toBe('rules.freeWash.off')
})

test('of three paid visits one is free, once, counted from when the owner begins', async () => {
  await finish(await take('REG 7'))
  await setSite({ freeWashEvery: 3 })
  await database.payload.update({
    collection: 'services',
    where: { serviceId: { equals: 'wax-polish' } },
    data: { countsAsVisit: false },
  })
  // What was before is not counted; a plate is the same however it is spaced, and an order called off is no visit.
  const first = await take('REG 7')
  expect(await look(first)).toMatchObject({ visits: 0 })
  await finish(first)
  await finish(await take('REG 7', 'wax-polish'))
  await send('order.cancel', { orderID: await take('reg7') })
  const second = await take('REG-7')
  expect(await look(second)).toMatchObject({ visits: 1 })
  expect(refusal(await ask('order.giveFreeWash', { orderID: second }))).toBe('rules.freeWash.early')
  await finish(second)

  const third = await take('REG 7', 'basic-wash', 'wax-polish')
  const twin = await take('REG 7')
  const before = await look(third)
  expect(before.visits).toBe(2)
  await send('order.giveFreeWash', { orderID: third })
  const basic = before.services.find(({ serviceId }) => serviceId === 'basic-wash')?.price ?? 0
  expect(await look(third)).toMatchObject({
    freeWash: true,
    discount: basic,
    discountReason: 'free wash',
    totalAmount: before.totalAmount - basic,
  })
  // The other order of the same car was told two visits as well: the server counts anew.
  expect(await look(twin)).toMatchObject({ visits: 2 })
  expect(refusal(await ask('order.giveFreeWash', { orderID: twin }))).toBe('rules.freeWash.early')
  expect(refusal(await ask('order.change', { orderID: third, plate: 'OTH 1' }))).toBe('rules.change.free_wash')

  // Taken back, it is there for the other one; a discount given by hand is none.
  await send('order.setDiscount', { orderID: third, discount: 0, reason: 'Wrong car' })
  expect(await look(third)).toMatchObject({ freeWash: false, discount: 0 })
  await send('order.giveFreeWash', { orderID: twin })
  // Its price is nothing, so it is settled as soon as it is washed.
  await finish(twin)
  expect(await look(twin)).toMatchObject({ stage: 'completed', paidAmount: 0, totalAmount: 0 })
  await finish(third)
  // It was taken before the one that had the free wash; what comes after begins anew.
  expect(await look(await take('REG 7'))).toMatchObject({ visits: 0 })

  const zone = { currency: 'MYR', timeZone: ZONE }
  const day = siteDay(new Date(), ZONE)
  const { report } = await readDay({ payload: database.payload, user: owner, tenantId: 'main' }, { day, ...zone })
  expect(discountsByReason(report.discounts)).toEqual([
    { reason: 'free wash', freeWash: true, amount: basic, orders: 1 },
  ])
})

test('who is erased begins anew, and no order tells how often they came', async () => {
  for (const _ of [1, 2]) await finish(await take('ERA 1'))
  const open = await take('ERA 1')
  expect(await look(open)).toMatchObject({ visits: 2 })
  await finish(open)
  await erasePerson({ payload: database.payload, user: owner, tenant: 'main' }, { by: 'plate', value: 'ERA 1' })
  expect(await look(open)).toMatchObject({ vehicle: { plate: '***' }, visits: null, paidAmount: expect.any(Number) })
  expect(await look(await take('ERA 1'))).toMatchObject({ visits: 0 })
  // Erased cars are not one car.
  expect(await look(await take('***'))).toMatchObject({ visits: 0 })
})

test('an order that is taken in the panel tells the count, and none once its plate is put right there', async () => {
  for (const _ of [1, 2]) await finish(await take('PAN 1'))
  const data = { tenant: 'main', plate: 'PAN 1', services: [{ serviceId: 'basic-wash', optionIds: [] }] }
  const { id, ...made } = await database.payload.create({ collection: 'orders', data: data as never, user: owner })
  const orderID = made.orderID as string
  expect(await look(orderID)).toMatchObject({ visits: 2 })
  await database.payload.update({ collection: 'orders', id, data: { plate: 'PAN 2' }, user: owner })
  expect(await look(orderID)).toMatchObject({ visits: null })
  expect(refusal(await ask('order.giveFreeWash', { orderID }))).toBe('rules.freeWash.early')
  await send('order.change', { orderID, plate: 'PAN 1' })
  expect(await look(orderID)).toMatchObject({ visits: 2 })
})

test('what stands for no plate is no car that comes often', async () => {
  await setSite({ freeWashEvery: 2 })
  for (const plate of ['-', '- .', '* **']) {
    await finish(await take(plate))
    const next = await take(plate)
    expect((await look(next)).visits, plate).toBe(0)
    expect(refusal(await ask('order.giveFreeWash', { orderID: next })), plate).toBe('rules.freeWash.early')
  }
})
