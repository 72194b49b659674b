import { randomUUID } from 'node:crypto'
import type { TypedUser } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { executeCommands } from '@/cms/commands'
import { readSnapshot } from '@/cms/sync/http/snapshot'
import {
  type Command,
  type CommandPayload,
  type CommandType,
  type Concern,
  commandSchema,
  idOfNextTry,
  provisionalID,
} from '@/lib/domain'
import type { CommandResult } from '@/lib/sync/protocol'
import { openDatabase, type TestDatabase } from '../../support/database'

/** What a bay could not do is handed to the desk, and decided on there once. */

const station = (id: number, name: string, role: string, bay: string | null = null) =>
  ({ collection: 'stations', id, role, tenant: 'main', name, bay }) as unknown as TypedUser
const bay = station(2, 'bay-1', 'bay', 'bay-1')
const [desk, otherDesk] = [station(3, 'desk-1', 'cashier'), station(4, 'desk-2', 'cashier')]
const board = station(5, 'tv', 'board')

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database?.close())

const made = <T extends CommandType>(type: T, payload: CommandPayload<T>, id: string = randomUUID()): Command =>
  commandSchema.parse({ id, type, payload, issuedAt: new Date().toISOString() })

async function send(user: TypedUser, command: Command): Promise<CommandResult> {
  const [result] = await executeCommands(database.payload, user, [command], { sentAt: new Date().toISOString() })
  return result as CommandResult
}

/** A tap at the bay that was refused, as its station kept it, handed to the desk. */
function handOver(): { readonly raise: Command; readonly action: Command } {
  const action = made('queue.close', { queue: 'vip' })
  const about = { orderID: null, plate: 'WXY 1234' }
  const text = { action: JSON.stringify(action), answer: JSON.stringify({ code: 'forbidden' }) }
  return { action, raise: made('concern.raise', { concernId: action.id, about, ...text }, idOfNextTry(action.id)) }
}

async function shownTo(role: 'cashier' | 'bay'): Promise<readonly Concern[]> {
  const who = { kind: 'station', id: 9, role, tenant: 'main', bay: null, customer: null, actor: 'station:x' } as const
  const { concerns } = await readSnapshot(database.payload, 'main', who, Date.now())
  return concerns as readonly Concern[]
}
const openAt = async (role: 'cashier' | 'bay', concernId: string) =>
  (await shownTo(role)).find((concern) => concern.concernId === concernId)

async function eventsOf(concernId: string) {
  const { docs } = await database.payload.db.find<{ eventType: string; actor: string; body: string }>({
    collection: 'sync-events',
    where: { eventType: { equals: 'concern_update' } },
    sort: 'seq',
    pagination: false,
  })
  return docs.filter(({ body }) => JSON.stringify(body).includes(concernId)).map(({ actor }) => actor)
}

test('what a bay hands over is at the desk with its origin, and nowhere else', async () => {
  const { raise, action } = handOver()
  expect(await send(bay, raise)).toMatchObject({ status: 'applied' })
  expect(await openAt('cashier', action.id)).toMatchObject({
    plate: 'WXY 1234',
    action: JSON.stringify(action),
    raisedBy: 'station:bay-1',
    decision: null,
  })
  expect(await openAt('bay', action.id)).toBeUndefined()
  expect(await eventsOf(action.id)).toEqual(['station:bay-1'])
})

test('is handed over once, however often and from however many windows', async () => {
  const { raise, action } = handOver()
  await send(bay, raise)
  expect(await send(bay, raise)).toMatchObject({ status: 'duplicate' })
  expect(await send(bay, { ...raise, id: randomUUID() })).toMatchObject({ status: 'applied' })
  expect(await eventsOf(action.id)).toHaveLength(1)
})

test('is handed over whatever is in it, and under the order’s own number', async () => {
  const id = randomUUID()
  const takenAs = provisionalID('B7K-0001', id)
  const services = [{ serviceId: 'basic-wash', optionIds: [] }]
  const create = made('order.create', { plate: 'CON 1', vehicleType: 'sedan', services, takenAs }, id)
  const taken = await send(desk, create)
  const { raise, action } = handOver()
  if (raise.type !== 'concern.raise' || taken.status !== 'applied') throw new Error(JSON.stringify(taken))
  const unseen = JSON.stringify({ ...action, note: 'a\u200bb\u202e' })
  const payload = { ...raise.payload, action: unseen, about: { ...raise.payload.about, orderID: takenAs } }
  expect(await send(bay, { ...raise, payload })).toMatchObject({ status: 'applied' })
  const kept = await openAt('cashier', action.id)
  expect(kept?.orderID).toBe(taken.orderID)
  expect(kept?.action).not.toMatch(/[\u200b\u202e]/)
  expect(JSON.parse(kept?.action ?? '')).toEqual(JSON.parse(unseen))
})

test('is decided on once: the first decision stands, and whoever decides otherwise hears it', async () => {
  const { raise, action } = handOver()
  await send(bay, raise)
  const settle = (decision: 'done_again' | 'not_needed') => made('concern.settle', { concernId: action.id, decision })
  expect(await send(desk, settle('not_needed'))).toMatchObject({ status: 'applied' })
  expect(await send(otherDesk, settle('not_needed'))).toMatchObject({ status: 'applied' })
  expect(await send(otherDesk, settle('done_again'))).toMatchObject({ reason: 'rules.command.concern_decided' })
  expect(await openAt('cashier', action.id)).toBeUndefined()
  expect(await eventsOf(action.id)).toEqual(['station:bay-1', 'station:desk-1'])
  const row = await database.payload.db.findOne({
    collection: 'concerns',
    where: { concernId: { equals: action.id } },
  })
  expect(row).toMatchObject({ decision: 'not_needed', decidedBy: 'station:desk-1' })
})

test('done again by two desks it is done once', async () => {
  const { raise, action } = handOver()
  await send(bay, raise)
  const again = made('queue.close', { queue: 'vip' }, idOfNextTry(idOfNextTry(action.id)))
  expect(await send(desk, again)).toMatchObject({ status: 'applied' })
  expect(await send(otherDesk, again)).toMatchObject({ reason: 'rules.command.other_sender' })
})

test('neither a board nor a bay decides, and nobody decides on what was not handed over', async () => {
  const { raise, action } = handOver()
  expect(await send(board, raise)).toMatchObject({ code: 'forbidden' })
  await send(bay, { ...raise, id: randomUUID() })
  const settle = made('concern.settle', { concernId: action.id, decision: 'mistake' })
  expect(await send(bay, settle)).toMatchObject({ code: 'forbidden' })
  const unknown = made('concern.settle', { concernId: randomUUID(), decision: 'mistake' })
  expect(await send(desk, unknown)).toMatchObject({ reason: 'rules.command.no_concern' })
})
