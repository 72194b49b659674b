import { randomUUID } from 'node:crypto'
import type { TypedUser } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { executeCommands } from '@/cms/commands'
import { erasePerson } from '@/cms/privacy/erase'
import { readKept } from '@/cms/privacy/export'
import { type CommandPayload, type CommandType, commandSchema } from '@/lib/domain'
import { openDatabase, type TestDatabase } from '../../support/database'

const owner = { collection: 'users', id: 7, role: 'admin', tenant: 'main' } as unknown as TypedUser

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database?.close())

async function send<T extends CommandType>(type: T, payload: CommandPayload<T>): Promise<string> {
  const issuedAt = new Date().toISOString()
  const command = commandSchema.parse({ id: randomUUID(), type, payload, issuedAt })
  const [result] = await executeCommands(database.payload, owner, [command], { sentAt: issuedAt })
  if (result?.status !== 'applied') throw new Error(JSON.stringify(result))
  return String(result.orderID)
}

const take = (plate: string, more: object = {}) =>
  send('order.create', {
    plate,
    vehicleType: 'sedan',
    services: [{ serviceId: 'basic-wash', optionIds: [] }],
    ...more,
  })

const vehicles = async (plate: string) =>
  (await database.payload.find({ collection: 'vehicles', where: { plate: { like: plate } }, depth: 0 })).docs
const order = async (orderID: string) =>
  (await database.payload.find({ collection: 'orders', where: { orderID: { equals: orderID } }, depth: 0 })).docs[0]

test('an order makes the vehicle of its plate once, however the plate is typed, and tells it what is new', async () => {
  const aina = await database.payload.create({
    collection: 'customers',
    data: { name: 'Aina', phone: '+60123456789', tenant: 'main' },
  })
  const first = await take('CAR 77', { customer: { name: 'Aina', phone: '+60123456789' } })
  const [made] = await vehicles('CAR')
  expect(made).toMatchObject({ plate: 'CAR 77', type: 'sedan', owner: aina.id })
  await database.payload.update({
    collection: 'vehicles',
    id: made?.id ?? 0,
    data: { make: 'Perodua Myvi', colour: 'white' },
  })
  // What is known of the car comes to the order; what is not said is not forgotten.
  const second = await take('car-77', { vehicleType: 'mpv_van' })
  expect(await order(second)).toMatchObject({
    vehicle: made?.id,
    plate: 'CAR-77',
    make: 'Perodua Myvi',
    colour: 'white',
  })
  expect(await vehicles('CAR')).toMatchObject([{ id: made?.id, type: 'mpv_van', owner: aina.id }])
  const { docs } = await database.payload.find({
    collection: 'vehicles',
    where: { id: { equals: made?.id } },
    depth: 1,
  })
  const orders = docs[0]?.orders?.docs ?? []
  expect(orders.map((row) => (typeof row === 'object' ? row.orderID : row))).toEqual([second, first])
})

test('an order whose plate is put right belongs to the other car, whose make it does not bring along', async () => {
  const wrong = await take('WRG 1')
  await database.payload.update({
    collection: 'orders',
    where: { orderID: { equals: wrong } },
    data: { make: 'Proton', colour: 'red' },
  })
  await send('order.change', { orderID: wrong, plate: 'RGT 1' })
  const [right] = await vehicles('RGT')
  expect(await order(wrong)).toMatchObject({ vehicle: right?.id, plate: 'RGT 1', make: 'Proton' })
  expect(right).toMatchObject({ make: null, type: 'sedan' })
})

test('what stands for no plate, or for an erased one, makes no vehicle', async () => {
  const before = await database.payload.count({ collection: 'vehicles' })
  for (const plate of ['-', '***', '* **']) await take(plate)
  expect(await database.payload.count({ collection: 'vehicles' })).toEqual(before)
  const orderID = await take('HAD 1')
  await send('order.change', { orderID, plate: '-' })
  expect(await order(orderID)).toMatchObject({ plate: '-', vehicle: null })
})

test('an order that is refused makes no vehicle', async () => {
  await expect(take('NON 1', { services: [{ serviceId: 'no-such-wash', optionIds: [] }] })).rejects.toThrow()
  expect(await vehicles('NON')).toEqual([])
})

test('the car is exported and erased with its plate or its telephone number, and no erased order makes one', async () => {
  const phone = '+60129998877'
  const orderID = await take('ERV 1', { customer: { name: 'Farid', phone } })
  await send('order.cancel', { orderID, reason: '' })
  // A car that somebody else brings too is not theirs alone.
  const shared = await take('SHR 1', { customer: { name: 'Farid', phone } })
  await take('SHR 1', { customer: { name: 'Siti', phone: '+60121112233' } })
  await send('order.cancel', { orderID: shared, reason: '' })
  const kept = await readKept(database.payload, 'main', { by: 'phone', value: phone })
  expect(kept.counts).toMatchObject({ orders: 2, vehicles: 1 })
  expect(JSON.stringify(kept.everything)).not.toContain('barePlate')
  const erasing = { payload: database.payload, user: owner, tenant: 'main' }
  expect(await erasePerson(erasing, { by: 'phone', value: phone })).toMatchObject({ orders: 2, vehicles: 1 })
  expect(await vehicles('SHR')).toHaveLength(1)
  expect(await vehicles('ERV')).toEqual([])
  expect(await vehicles('***')).toEqual([])
  expect(await order(orderID)).toMatchObject({ plate: '***', vehicle: null })
})

test('no entry keeps a plate or a number that is longer than readers take, however short it was typed', async () => {
  const long = '\u2026'.repeat(12)
  const before = await database.payload.count({ collection: 'orders' })
  for (const plate of [long, '\u00ad']) await expect(take(plate), plate).rejects.toThrow()
  await expect(take('LNG 1', { customer: { name: 'Aina', phone: long } })).rejects.toThrow()
  const { payload } = database
  const car = { tenant: 'main', type: 'sedan' as const }
  await expect(
    payload.create({ collection: 'orders', data: { tenant: 'main', plate: long } as never }),
  ).rejects.toThrow()
  await expect(payload.create({ collection: 'vehicles', data: { ...car, plate: long } })).rejects.toThrow(/plate/i)
  await expect(payload.create({ collection: 'vehicles', data: { ...car, plate: '\u00ad' } })).rejects.toThrow(/plate/i)
  expect(await payload.count({ collection: 'orders' })).toEqual(before)
})
