import { randomUUID } from 'node:crypto'
import type { TypedUser } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { executeCommands } from '@/cms/commands'
import { stepsOf } from '@/cms/site/save-steps'
import { commandSchema, readCatalogue } from '@/lib/domain'
import { MOST_MINUTES } from '@/lib/domain/values'
import { openDatabase, type TestDatabase } from '../../support/database'

/** What a row of the price list may hold, whoever writes it, and one that was written before that was asked. */

const owner = { collection: 'users', id: 7, role: 'admin', tenant: 'main' } as unknown as TypedUser

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database?.close())

const basicWash = async () => {
  const where = { serviceId: { equals: 'basic-wash' } }
  const { docs } = await database.payload.find({ collection: 'services', where, depth: 0 })
  const [service] = docs
  if (!service) throw new Error('There is no basic wash.')
  return service
}
const wrongFields = async (data: object): Promise<unknown> => {
  const { id } = await basicWash()
  const refused = await database.payload.update({ collection: 'services', id, data }).then(
    () => null,
    (error: unknown) => error as { data?: { errors?: { path: string }[] } },
  )
  return refused?.data?.errors?.map(({ path }) => path)
}

test('minutes that are not whole or not of a day are refused, and so is a name that says nothing', async () => {
  const step = { key: 'rinse', name: 'Rinse', minutes: 2 }
  const option = { optionId: 'wax', name: 'Wax', price: 500, minutes: 0 }
  const halves = { steps: [{ ...step, minutes: 2.5 }], options: [{ ...option, minutes: MOST_MINUTES + 1 }] }
  expect(await wrongFields(halves)).toEqual(['steps.0.minutes', 'options.0.minutes'])
  const unsaid = { name: ' ', steps: [{ ...step, name: '  ' }], options: [{ ...option, name: '\t' }] }
  expect(await wrongFields(unsaid)).toEqual(['name', 'steps.0.name', 'options.0.name'])
  expect(await wrongFields({ steps: [{ ...step, minutes: -1 }] })).toEqual(['steps.0.minutes'])
  expect(await wrongFields({ steps: [{ ...step, minutes: null }] })).toEqual(['steps.0.minutes'])
  expect(await wrongFields({ steps: [{ ...step, minutes: MOST_MINUTES }], options: [option] })).toBeUndefined()
})

test('halves of minutes that were once kept are rounded alike by the server and by whoever reads its price list', async () => {
  const { id } = await basicWash()
  const steps = [{ id: 'a1', key: 'rinse', name: 'Rinse', minutes: 2.5 }]
  await database.payload.db.updateOne({ collection: 'services', id, data: { steps }, returning: false })
  const services = await database.payload.find({ collection: 'services', where: {}, depth: 0 })
  const listed = readCatalogue(services, { docs: [] }).services.find(({ serviceId }) => serviceId === 'basic-wash')
  expect(listed?.steps).toEqual([{ stepId: 'rinse', name: 'Rinse', minutes: 3 }])

  const issuedAt = new Date().toISOString()
  const payload = {
    ...{ plate: 'HALF 25', vehicleType: 'sedan' },
    services: [{ serviceId: 'basic-wash', optionIds: [] }],
  }
  const command = commandSchema.parse({ id: randomUUID(), type: 'order.create', payload, issuedAt })
  const [result] = await executeCommands(database.payload, owner, [command], { sentAt: issuedAt })
  expect(result).toMatchObject({ status: 'applied' })
  const where = { plate: { equals: 'HALF 25' } }
  const { docs } = await database.payload.find({ collection: 'orders', where, depth: 0 })
  expect(docs[0]?.services).toMatchObject([{ minutes: 3 }])
})

test('a row of an older release keeps nobody from changing the rest of its service', async () => {
  const { id, price } = await basicWash()
  const step = { id: 'a1', key: 'rinse', name: ' ', minutes: 2.5 }
  await database.payload.db.updateOne({ collection: 'services', id, data: { steps: [step] }, returning: false })
  expect(await wrongFields({ price: price + 100 })).toBeUndefined()
  expect((await basicWash()).price).toBe(price + 100)
  expect(await wrongFields({ steps: [{ ...step, minutes: 3.5 }] })).toEqual(['steps.0.minutes'])
  // As the set-up page was told of it, and as it is put right there.
  const [seen] = stepsOf(await basicWash())
  expect(seen).toMatchObject({ name: ' ', minutes: 3 })
})
