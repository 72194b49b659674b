import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { orderPaymentSchema } from '@/lib/domain'
import { openDatabase, type TestDatabase } from '../../support/database'

let database: TestDatabase
let file: Database.Database
beforeAll(async () => {
  database = await openDatabase({ before: '_payments' })
  file = new Database(database.file)
})
afterAll(() => {
  file?.close()
  return database?.close()
})

let seq = 0
function event(
  type: string,
  orderID: string,
  actor: string,
  at: string,
  before: number | undefined,
  after: object,
): void {
  const body = JSON.stringify({ previousPaidAmount: before, order: { orderID, currency: 'MYR', ...after } })
  seq += 1
  file
    .prepare(
      "INSERT INTO sync_events (tenant, seq, event_type, order_i_d, actor, at, body) VALUES ('main', ?, ?, ?, ?, ?, ?)",
    )
    .run(seq, type, orderID, actor, at, body)
}

const order = (orderID: string, paid: number, createdAt: string) =>
  file
    .prepare(
      "INSERT INTO orders (tenant, order_i_d, stage, overall_status, payment_status, paid_amount, currency, created_at) VALUES ('main', ?, 'paid', 'ready', 'paid', ?, 'MYR', ?)",
    )
    .run(orderID, paid, createdAt)

test('what was taken before payments were recorded is found in the log, and the rest in the orders, and says so', async () => {
  file
    .prepare(
      "INSERT INTO tenants (name, currency, tenant_id, time_zone) VALUES ('A', 'MYR', 'main', 'Asia/Kuala_Lumpur')",
    )
    .run()
  file.prepare("INSERT INTO stations (name, role, tenant) VALUES ('desk', 'cashier', 'main')").run()
  file.prepare("INSERT INTO counters (tenant, name, value) VALUES ('main', 'answers-forgotten-until', 1000)").run()
  for (const [id, station] of [
    ['a', 'station:desk'],
    ['b', 'user:7'],
    ['c', 'station:gone'],
  ])
    file
      .prepare("INSERT INTO command_results (tenant, command_id, station, result) VALUES ('main', ?, ?, '{}')")
      .run(id, station)
  // In two parts, then given back; the rest of its life is unchanged.
  event('order_created', 'A', 'station:desk', '2026-01-15T15:00:00.000Z', undefined, {
    paidAmount: 0,
    paymentStatus: 'pending',
  })
  event('payment_update', 'A', 'station:desk', '2026-01-15T15:30:00.000Z', 0, {
    paidAmount: 500,
    paymentStatus: 'pending',
  })
  event('payment_update', 'A', 'station:desk', '2026-01-15T16:30:00.000Z', 500, {
    paidAmount: 1500,
    paymentStatus: 'cash',
  })
  event('payment_update', 'A', 'user:7', '2026-01-16T02:00:00.000Z', 1500, { paidAmount: 0, paymentStatus: 'refunded' })
  event('payment_update', 'A', 'user:7', '2026-01-16T02:01:00.000Z', 0, { paidAmount: 0, paymentStatus: 'refunded' })
  order('A', 0, '2026-01-15T15:00:00.000Z')
  // The log no longer tells who paid the first part.
  event('payment_update', 'B', 'user:7', '2026-01-15T15:45:00.000Z', 2000, { paidAmount: 2500, paymentStatus: 'paid' })
  order('B', 2500, '2026-01-01T10:00:00.000Z')
  order('C', 0, '2026-01-01T10:00:00.000Z')
  // Of more than an order keeps, the newest.
  for (let part = 1; part <= 70; part += 1) {
    const at = `2026-01-20T10:00:${String(part % 60).padStart(2, '0')}.000Z`
    event('payment_update', 'D', 'user:7', at, 10 * (part - 1), { paidAmount: 10 * part, paymentStatus: 'pending' })
  }
  order('D', 700, '2026-01-20T10:00:00.000Z')
  await database.migrate()

  const columns =
    'order_i_d AS orderID, kind, method, amount, person, station, at, day, source, command_id AS commandId'
  const records = file.prepare(`SELECT ${columns} FROM payments WHERE order_i_d <> 'D' ORDER BY id`).all()
  const record = (orderID: string, amount: number, at: string, day: string, more: object) => ({
    orderID,
    kind: amount < 0 ? 'refund' : 'payment',
    method: null,
    amount,
    person: null,
    station: null,
    at,
    day,
    source: 'log',
    commandId: null,
    ...more,
  })
  expect(records).toEqual([
    record('A', 500, '2026-01-15T15:30:00.000Z', '20260115', { station: 'desk' }),
    record('A', 1000, '2026-01-15T16:30:00.000Z', '20260116', { station: 'desk', method: 'cash' }),
    record('A', -1500, '2026-01-16T02:00:00.000Z', '20260116', { person: 'user:7' }),
    record('B', 500, '2026-01-15T15:45:00.000Z', '20260115', { person: 'user:7' }),
    record('B', 2000, '2026-01-01T10:00:00.000Z', '20260101', { source: 'order' }),
  ])
  const numbers = file.prepare('SELECT seq FROM payments ORDER BY id').pluck().all() as number[]
  expect(numbers).toEqual(numbers.map((_, place) => place + 1))
  expect(file.prepare("SELECT value FROM counters WHERE name = 'payments'").pluck().get()).toBe(numbers.length)
  // Each holds what its day had taken with it.
  const sums = "SELECT day_amount AS amount, day_orders AS orders FROM payments WHERE order_i_d <> 'D' ORDER BY id"
  expect(file.prepare(sums).all()).toEqual([
    { amount: 500, orders: 1 },
    { amount: 1000, orders: 1 },
    { amount: -500, orders: 0 },
    { amount: 1000, orders: 2 },
    { amount: 2000, orders: 1 },
  ])
  // Each order tells its own from here on.
  const told = (orderID: string): unknown =>
    JSON.parse(file.prepare('SELECT payments FROM orders WHERE order_i_d = ?').pluck().get(orderID) as string)
  expect(told('A')).toMatchObject([
    { amount: 500, method: null, by: 'station:desk', at: '2026-01-15T15:30:00.000Z' },
    { amount: 1000, method: 'cash', by: 'station:desk' },
    { amount: -1500, by: 'user:7' },
  ])
  for (const orderID of ['A', 'B', 'C']) z.array(orderPaymentSchema).parse(told(orderID))
  expect(told('C')).toEqual([])
  const newest = file.prepare("SELECT at FROM payments WHERE order_i_d = 'D' ORDER BY id DESC LIMIT 64").pluck().all()
  const kept = z.array(orderPaymentSchema).parse(told('D'))
  expect(kept.map(({ at }) => at)).toEqual(newest.reverse())
  const senders = file.prepare('SELECT station FROM command_results ORDER BY command_id').pluck().all()
  expect(senders).toEqual(['stations/1', 'users/7', 'station:gone'])
  // Answers of before 1970 are forgotten: so is what is older than that now.
  const forgotten = file.prepare("SELECT value FROM counters WHERE name = 'answers-forgotten'").pluck().get() as number
  expect(Math.abs(forgotten + Date.now() / 1000)).toBeLessThan(600)
})
