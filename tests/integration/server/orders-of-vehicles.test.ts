import { randomUUID } from 'node:crypto'
import type { TypedUser } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { executeCommands } from '@/cms/commands'
import { seedFirstStart } from '@/cms/seed'
import { type CommandPayload, commandSchema } from '@/lib/domain'
import { ERASED } from '@/lib/domain/rules/erased'
import { openDatabase, type TestDatabase } from '../../support/database'
import { endedOrder } from '../../support/ended-order'

const owner = { collection: 'users', id: 7, role: 'admin', tenant: 'main' } as unknown as TypedUser

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase({ before: '_orders_of_vehicles' })
})
afterAll(() => database?.close())

/** As an order stands there that is older than vehicles. */
async function addOrder(orderID: string, plate: string, tenant = 'main'): Promise<void> {
  const data = { ...endedOrder(orderID), currency: 'MYR', plate, tenant, version: 3 }
  await database.payload.db.create({ collection: 'orders', data, returning: false })
}

async function addVehicle(plate: string, barePlate: string, tenant = 'main'): Promise<number> {
  const data = { tenant, plate, barePlate, type: 'sedan' }
  return Number((await database.payload.db.create({ collection: 'vehicles', data })).id)
}

/** Numbers in the panel's list of a vehicle's orders, newest first. */
async function listed(id: number): Promise<unknown[]> {
  const { orders } = await database.payload.findByID({ collection: 'vehicles', id, depth: 1 })
  return (orders?.docs ?? []).map((row) => (typeof row === 'object' ? row.orderID : row))
}

const vehicleOf = async (orderID: string) => {
  const where = { orderID: { equals: orderID } }
  const { docs } = await database.payload.find({ collection: 'orders', where, depth: 0 })
  return [docs[0]?.vehicle ?? null, docs[0]?.version]
}

test('orders from before vehicles are those of the vehicle that has their plate, however it was typed', async () => {
  const car = await addVehicle('OLD 77', 'OLD77')
  await addVehicle('OLD-77', 'OLD77')
  const other = await addVehicle('OLD 77', 'OLD77', 'elsewhere')
  await addVehicle(ERASED, ERASED)
  await addOrder('AX-1', 'old-7 7')
  await addOrder('AX-2', 'OLD 77')
  await addOrder('AX-3', 'OLD 77', 'elsewhere')
  await addOrder('AX-4', 'OLD 7')
  await addOrder('AX-5', ERASED)
  await addOrder('AX-6', 'LATE 1')
  await addOrder('AX-7', '')
  await database.migrate()
  expect(await listed(car)).toEqual(['AX-2', 'AX-1'])
  expect(await listed(other)).toEqual(['AX-3'])
  for (const orderID of ['AX-4', 'AX-5', 'AX-6', 'AX-7']) expect(await vehicleOf(orderID), orderID).toEqual([null, 3])
})

test('and those of a car that comes again later are its vehicle’s from then on', async () => {
  await seedFirstStart(database.payload, { demo: false })
  const payload: CommandPayload<'order.create'> = {
    plate: 'late-1',
    vehicleType: 'sedan',
    services: [{ serviceId: 'basic-wash', optionIds: [] }],
  }
  const issuedAt = new Date().toISOString()
  const command = commandSchema.parse({ id: randomUUID(), type: 'order.create', payload, issuedAt })
  const [result] = await executeCommands(database.payload, owner, [command], { sentAt: issuedAt })
  if (result?.status !== 'applied') throw new Error(JSON.stringify(result))
  const { docs } = await database.payload.find({ collection: 'vehicles', where: { barePlate: { equals: 'LATE1' } } })
  expect(await listed(Number(docs[0]?.id))).toEqual([result.orderID, 'AX-6'])
  // No client is told: no version of the order has changed.
  expect(await vehicleOf('AX-6')).toEqual([docs[0]?.id, 3])
})
