import { commitTransaction, createLocalReq, initTransaction } from 'payload'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { logReading } from '@/cms/database'
import { Uptime } from '@/cms/server/uptime'
import { appendEvents } from '@/cms/sync/log/append'
import { pruneLog } from '@/cms/sync/log/retention'
import { openDatabase, type TestDatabase } from '../../support/database'

const DAY_MS = 86_400_000
const KEEP = { maxAgeMs: 7 * DAY_MS, maxEvents: 100_000 }

let database: TestDatabase
beforeAll(async () => {
  database = await openDatabase()
})
afterAll(() => database?.close())
afterEach(() => vi.useRealTimers())

/** A new log with so many events. The clock and the running time are the test's from here on. */
async function logOf(tenant: string, events: number): Promise<void> {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.now() })
  await write(tenant, events)
}

async function write(tenant: string, events: number): Promise<void> {
  const { payload } = database
  const req = await createLocalReq({}, payload)
  await initTransaction(req)
  const drafts = Array.from({ length: events }, () => ({ eventType: 'queue_update', bays: [], data: {} }) as const)
  await appendEvents(req, { tenant, drafts })
  await commitTransaction(req)
}

const prune = (tenant: string, keep = KEEP) => pruneLog(database.payload, tenant, keep)
const jump = (ms: number) => vi.setSystemTime(Date.now() + ms)
const run = (ms: number) => vi.advanceTimersByTime(ms)

test.each([
  ['a year ahead', 365 * DAY_MS],
  ['to 2020, its battery being dead', Date.UTC(2020, 0, 1) - Date.now()],
])('a clock that jumps %s, and back, takes nothing from the log', async (_, ms) => {
  const tenant = ms > 0 ? 'ahead' : 'behind'
  await logOf(tenant, 40)
  jump(ms)
  expect(await prune(tenant)).toBe(0)
  await write(tenant, 1)
  expect(await prune(tenant)).toBe(0)
  jump(-ms)
  expect(await prune(tenant)).toBe(0)
  await write(tenant, 5)
  expect(await prune(tenant)).toBe(0)
})

test('what the server has kept for seven days of its running goes, oldest first, whatever its clock says', async () => {
  await logOf('aged', 30)
  run(3 * DAY_MS)
  await write('aged', 10)
  jump(-2000 * DAY_MS)
  run(4 * DAY_MS - 5_000)
  expect(await prune('aged')).toBe(0)
  run(10_000)
  expect(await prune('aged')).toBe(30)
  expect((await logReading(database.payload).logExtent('aged'))?.oldest).toBe(31)
  run(30 * DAY_MS)
  // The newest stays: a log whose head has no event is known to be damaged.
  expect(await prune('aged')).toBe(9)
  const log = await logReading(database.payload).logExtent('aged')
  expect(log?.oldest).toBe(log?.head)
})

test('what is too many goes, a bounded number each time', async () => {
  await logOf('many', 2_600)
  expect(await prune('many', { ...KEEP, maxEvents: 500 })).toBe(2_000)
  expect(await prune('many', { ...KEEP, maxEvents: 500 })).toBe(100)
  expect(await prune('many', { ...KEEP, maxEvents: 500 })).toBe(0)
})

test('the running time goes on from one start to the next, and a clock that jumps does not move it', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.now() })
  const first = await Uptime.of(database.payload)
  const began = first.seconds
  run(3 * DAY_MS)
  jump(365 * DAY_MS)
  expect(first.seconds - began).toBe((3 * DAY_MS) / 1000)
  await first.keep()
  run(DAY_MS)
  const next = await Uptime.of(database.payload)
  expect(next.seconds).toBe(began + (3 * DAY_MS) / 1000)
  run(1_000)
  expect(next.seconds).toBe(began + (3 * DAY_MS) / 1000 + 1)
})
