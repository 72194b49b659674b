import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logReading, orderSearching } from '@/cms/database'
import { lookBack, MOST_LOOKED_AT, oneAtATime } from '@/cms/database/order-search'
import { countUnderWay } from '@/cms/site/read-site-work'
import type { LogFilter } from '@/cms/sync/log/read'
import { openDatabase, type TestDatabase } from '../../support/database'

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database?.close())

/** How the database finds what was asked last. */
function lastPlan(): string[] {
  const { client } = database.payload.db as unknown as { client: { reader: { lastSql: string } } }
  const lastSql = client.reader.lastSql.replace(/\?\d+/g, '?')
  const file = new Database(database.file, { readonly: true })
  const none = Array.from(lastSql.matchAll(/\?/g), () => 'x')
  const plan = file.prepare(`EXPLAIN QUERY PLAN ${lastSql}`).all(...none) as { detail: string }[]
  file.close()
  return plan.map(({ detail }) => detail)
}

const everything: LogFilter = { customer: undefined, orderID: null, bayId: null, eventTypes: null }
const read = (after: number, upTo: number, filter: Partial<LogFilter> = {}) =>
  logReading(database.payload).readLog({
    tenant: 'main',
    after,
    upTo,
    limit: 500,
    filter: { ...everything, ...filter },
  })

const from = 'SEARCH sync_events USING INDEX'

test.each<[string, Partial<LogFilter>, string]>([
  [
    'a customer’s events',
    { customer: '7' },
    `${from} tenant_audience_seq_idx (tenant=? AND audience=? AND seq>? AND seq<?)`,
  ],
  [
    'an order’s events',
    { orderID: 'AX-1' },
    `${from} tenant_orderID_seq_idx (tenant=? AND order_i_d=? AND seq>? AND seq<?)`,
  ],
  [
    'those of a type, of what it is told to look through,',
    { eventTypes: new Set(['qr_generated']) },
    `${from} tenant_seq_idx (tenant=? AND seq>? AND seq<?)`,
  ],
  [
    'those of a bay, of what it is told to look through,',
    { bayId: 'bay-2' },
    `${from} tenant_seq_idx (tenant=? AND seq>? AND seq<?)`,
  ],
])('%s are found by their index, in order', async (_, filter, plan) => {
  await read(0, 60_000, filter)
  expect(lastPlan()).toEqual([plan])
})

test('what is asked for ends where the asker said, by whichever index it was found', async () => {
  const seqs = async (...asked: Parameters<typeof read>) => (await read(...asked)).map(({ seq }) => seq)
  expect(await seqs(0, 3)).toEqual([1, 2, 3])
  const file = new Database(database.file)
  file
    .prepare("UPDATE sync_events SET order_i_d = 'AX-1', bays = 'bay-2 bay-10' WHERE tenant = 'main' AND seq > 1")
    .run()
  file.close()
  expect(await seqs(1, 3, { orderID: 'AX-1' })).toEqual([2, 3])
  expect(await seqs(0, 3, { bayId: 'bay-10' })).toEqual([2, 3])
  expect(await seqs(0, 3, { bayId: 'bay-1' })).toEqual([])
  expect(await read(1, 2)).toMatchObject([
    { eventType: 'queue_update', orderID: 'AX-1', actor: 'system', body: expect.any(String) },
  ])
})

test('a site’s orders under way are counted by their index, however many have ended', async () => {
  await countUnderWay(database.payload, 'main')
  expect(lastPlan()).toEqual(['SEARCH orders USING COVERING INDEX tenant_stage_idx (tenant=? AND stage=?)'])
})

test('a car’s orders are found by their index, however its plate was typed', async () => {
  const search = orderSearching(database.payload)
  const index = 'INDEX orders_tenant_bare_plate_idx (tenant=? AND <expr>=?'
  await search.ordersOfCar({ tenant: 'main', before: 100, plate: 'WXY1234', limit: 20 })
  expect(lastPlan()[0]).toContain(index)
  await search.visitsOfCar({ tenant: 'main', plate: 'WXY1234' })
  expect(lastPlan()[0]).toContain(index)
})

test('a part of a text is looked for a slice at a time, and no further back than to an end that is said', async () => {
  await orderSearching(database.payload).ordersWith({
    tenant: 'main',
    before: 100,
    isMeant: () => true,
    limit: 20,
  })
  expect(lastPlan()).toHaveLength(1)
  expect(lastPlan()[0]).toMatch(/^SEARCH orders USING (INDEX|INTEGER PRIMARY KEY)/)

  let turns = 0
  let looking = 0
  const timer = setInterval(() => {
    turns += 1
  }, 0)
  const rows = 2 * MOST_LOOKED_AT
  const inTurn = oneAtATime()
  const slice = (before: number, size: number) =>
    inTurn(async () => {
      looking += 1
      await Promise.resolve()
      expect(looking).toBe(1)
      looking -= 1
      return Array.from({ length: Math.min(size, before - 1) }, (_, place) => ({ id: before - 1 - place }))
    })
  const all = { tenant: 'main', limit: 20, isMeant: () => false }
  const looks = [rows + 1, MOST_LOOKED_AT].map((before) => lookBack({ ...all, before }, slice))
  expect(await Promise.all(looks)).toEqual([
    { ids: [], next: MOST_LOOKED_AT + 1, looked: MOST_LOOKED_AT },
    { ids: [], next: null, looked: MOST_LOOKED_AT - 1 },
  ])
  clearInterval(timer)
  expect(turns).toBeGreaterThan(0)
})
