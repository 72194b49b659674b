import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Audience } from '@/cms/access/audiences'
import { executeCommands } from '@/cms/commands'
import { logReading } from '@/cms/database'
import type { Station } from '@/cms/payload-types'
import { LoggedEvent } from '@/cms/sync/hub/logged-event'
import { shownEpoch } from '@/cms/sync/hub/shown-epoch'
import type { LogRow } from '@/cms/sync/log/read'
import { type Command, syncEventSchema } from '@/lib/domain'
import { openDatabase, type TestDatabase } from '../../support/database'

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database?.close())

const day = '2026-01-15T00:00:00.000Z'
const desk: Station = {
  collection: 'stations',
  id: 1,
  name: 'desk',
  role: 'cashier',
  tenant: 'main',
  createdAt: day,
  updatedAt: day,
}
const everything = { customer: undefined, orderID: null, bayId: null, eventTypes: null }

const rows = async () =>
  (await logReading(database.payload).tailLog({ tenant: 'main', after: 0, limit: 500 }))?.rows ?? []
const command = (part: Pick<Command, 'type' | 'payload'>): Command =>
  ({ id: randomUUID(), issuedAt: new Date().toISOString(), ...part }) as Command
const head = async () => {
  const { docs } = await database.payload.find({ collection: 'sync-heads', where: { tenant: { equals: 'main' } } })
  if (!docs[0]) throw new Error('The site has no log')
  return docs[0]
}

test('each event of a command carries its id, together and in both ways of reading; the answer says where they end', async () => {
  const services = [{ serviceId: 'basic-wash', optionIds: [] }]
  const create = command({
    type: 'order.create',
    payload: { plate: 'WXY 1', vehicleType: 'sedan', queue: 'regular', services, discount: 0 } as never,
  })
  const before = (await rows()).length
  const [created] = await executeCommands(database.payload, desk, [create])
  expect(created).toMatchObject({ status: 'applied' })
  const { epoch, head: seq } = await head()
  expect(created).toMatchObject({ seq, epoch: shownEpoch('cashier', epoch) })
  const made = (await rows()).slice(before)
  expect(made.length).toBeGreaterThan(1)
  expect(new Set(made.map(({ commandId }) => commandId))).toEqual(new Set([create.id]))
  const filtered = await logReading(database.payload).readLog({
    tenant: 'main',
    after: 0,
    upTo: seq,
    limit: 500,
    filter: everything,
  })
  expect(filtered.map(({ commandId }) => commandId ?? null)).toEqual(
    (await rows()).map(({ commandId }) => commandId ?? null),
  )
})

test('what no command did is made by none', async () => {
  const { docs } = await database.payload.find({ collection: 'orders', limit: 1 })
  await database.payload.update({ collection: 'orders', id: docs[0]?.id as number, data: { customerNotes: 'by hand' } })
  expect((await rows()).at(-1)?.commandId ?? null).toBeNull()
})

test('those who send commands from a station read the id, and nobody else', async () => {
  const row = (await rows()).find(({ commandId }) => commandId) as LogRow
  const read = (audience: Audience) => {
    const json = new LoggedEvent('k3f9', 'main', row).json(audience, 'stage_change')
    return json && syncEventSchema.parse(JSON.parse(json)).commandId
  }
  for (const audience of ['bay', 'cashier', 'staff'] as const)
    expect([audience, read(audience)]).toEqual([audience, row.commandId])
  for (const audience of ['board', 'customer'] as const)
    expect([audience, read(audience) ?? null]).toEqual([audience, null])
})
