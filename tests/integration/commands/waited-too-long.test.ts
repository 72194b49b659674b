import { randomUUID } from 'node:crypto'
import type { TypedUser } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { executeCommands } from '@/cms/commands'
import { type Command, type CommandPayload, type CommandType, commandSchema } from '@/lib/domain'
import type { CommandResult } from '@/lib/sync/protocol'
import { openDatabase, type TestDatabase } from '../../support/database'

/** What was done more than a day before the server hears of it is put before a person, facts too. */

const desk = { collection: 'stations', id: 3, role: 'cashier', tenant: 'main', name: 'desk' } as unknown as TypedUser
const HOUR = 3_600_000

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database?.close())

const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString()
const made = <T extends CommandType>(type: T, payload: CommandPayload<T>, issuedAt: string): Command =>
  commandSchema.parse({ id: randomUUID(), type, payload, issuedAt })

async function send(command: Command, options: { maxAgeMs?: number; sentAt?: string } = {}): Promise<CommandResult> {
  const sentAt = new Date().toISOString()
  const [result] = await executeCommands(database.payload, desk, [command], { sentAt, ...options })
  return result as CommandResult
}

async function takeOrder(): Promise<string> {
  const services = [{ serviceId: 'basic-wash', optionIds: [] }]
  const result = await send(made('order.create', { plate: 'OLD 1', vehicleType: 'sedan', services }, hoursAgo(0)))
  if (result.status !== 'applied' || !result.orderID) throw new Error(JSON.stringify(result))
  return result.orderID
}
const cash = (orderID: string, issuedAt: string) =>
  made('order.setPayment', { orderID, action: 'pay', method: 'cash', amount: 1500 }, issuedAt)
const WAITED = { status: 'rejected', reason: 'rules.command.waited_too_long' }

test('a wish and a fact of yesterday morning wait for a person; those of a night are done', async () => {
  expect(await send(made('queue.close', { queue: 'vip' }, hoursAgo(25)))).toMatchObject(WAITED)
  expect(await send(made('queue.close', { queue: 'vip' }, hoursAgo(23)))).toMatchObject({ status: 'applied' })
  const orderID = await takeOrder()
  expect(await send(cash(orderID, hoursAgo(30)))).toMatchObject(WAITED)
  expect(await send(cash(orderID, hoursAgo(12)))).toMatchObject({ status: 'applied' })
})

test('what was done before its answer was lost is answered as it was, however late it is asked again', async () => {
  const orderID = await takeOrder()
  const command = cash(orderID, hoursAgo(1))
  expect(await send(command)).toMatchObject({ status: 'applied' })
  const twoDaysOn = new Date(Date.now() + 48 * HOUR).toISOString()
  expect(await send(command, { sentAt: twoDaysOn })).toMatchObject({
    status: 'duplicate',
    first: { status: 'applied' },
  })
})

test('a fact that a person has confirmed is recorded as of when it happened', async () => {
  const orderID = await takeOrder()
  const at = hoursAgo(10 * 24)
  expect(await send({ ...cash(orderID, at), confirmedAt: new Date().toISOString() })).toMatchObject({
    status: 'applied',
  })
  const { docs } = await database.payload.db.find<{ at: string }>({
    collection: 'payments',
    where: { orderID: { equals: orderID } },
  })
  expect(Math.abs(Date.parse(docs[0]?.at ?? '') - Date.parse(at))).toBeLessThan(60_000)
})

test('the station’s clock may be wrong: only the time between the tap and the sending counts', async () => {
  const issuedAt = new Date(Date.now() - 400 * HOUR).toISOString()
  const sentAt = new Date(Date.now() - 399 * HOUR).toISOString()
  expect(await send(made('queue.open', { queue: 'vip' }, issuedAt), { sentAt })).toMatchObject({ status: 'applied' })
})

test('a site may allow more', async () => {
  const week = { maxAgeMs: 168 * HOUR }
  expect(await send(made('queue.open', { queue: 'vip' }, hoursAgo(100)), week)).toMatchObject({ status: 'applied' })
})
