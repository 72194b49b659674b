import type { LogRow } from '../sync/log/read'
import type { Counting } from './counting'
import type { LogExtent, LogReading } from './log-reading'
import type { LogPosition, LogWriting } from './log-writing'
import { LOOK_AT_ORDERS, lookBack, ORDERS_OF_CAR, type OrderSearching, oneAtATime, VISITS_OF_CAR } from './order-search'
import type { PaymentSumming, PaymentSums, SumsBefore } from './payments-of-day'
import type { Transaction } from './transaction'

/** The columns of an event, under the names the server has for them. */
export const EVENT_COLUMNS =
  'seq, event_type AS "eventType", order_i_d AS "orderID", bays, audience, actor, command_id AS "commandId", at, body'

const BEGIN_LOG = `INSERT INTO sync_heads (tenant, epoch, head, updated_at, created_at) VALUES (?1, ?2, 0, ?3, ?3)
  ON CONFLICT (tenant) DO NOTHING`
const COUNT_HEAD =
  'UPDATE sync_heads SET head = head + ?1, updated_at = ?2 WHERE tenant = ?3 RETURNING tenant, epoch, head'
const RENEW_EPOCH =
  'UPDATE sync_heads SET epoch = ?3, updated_at = ?4 WHERE tenant = ?1 AND epoch = ?2 RETURNING tenant'
const ADD_EVENT = `INSERT INTO sync_events
  (tenant, seq, event_type, order_i_d, bays, audience, actor, command_id, at, uptime, body, updated_at, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12)`
const FIND_ANSWER =
  'SELECT station, CAST(result AS text) AS result FROM command_results WHERE tenant = ?1 AND command_id = ?2'
const ADD_ANSWER = `INSERT INTO command_results (tenant, command_id, station, uptime, result, updated_at, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)`
const TAIL_LOG = `SELECT log.epoch AS "logEpoch", log.head AS "logHead", events.* FROM sync_heads log
  LEFT JOIN (SELECT ${EVENT_COLUMNS} FROM sync_events WHERE tenant = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3) events ON true
  WHERE log.tenant = ?1 ORDER BY events.seq`
const LOG_EXTENT = `SELECT epoch, head, (SELECT seq FROM sync_events WHERE tenant = ?1 ORDER BY seq LIMIT 1) AS oldest
  FROM sync_heads WHERE tenant = ?1`
const PRUNE_LOG = 'DELETE FROM sync_events WHERE tenant = ?1 AND seq <= ?2'
const COUNT_UP = `INSERT INTO counters (tenant, name, value, updated_at, created_at) VALUES (?1, ?2, 1, ?3, ?3)
  ON CONFLICT (tenant, name) DO UPDATE SET value = counters.value + 1, updated_at = excluded.updated_at RETURNING value`
const RAISE_COUNTER = `INSERT INTO counters (tenant, name, value, updated_at, created_at) VALUES (?1, ?2, ?3, ?4, ?4)
  ON CONFLICT (tenant, name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
  WHERE excluded.value > counters.value`
const READ_COUNTER = 'SELECT value FROM counters WHERE tenant = ?1 AND name = ?2'

const sumOfDay = (column: 'day_amount' | 'day_orders') =>
  `SELECT ${column} FROM payments WHERE tenant = ?1 AND day = ?2 AND currency = ?3 ORDER BY seq DESC LIMIT 1`
export const PAYMENTS_OF_DAY = `SELECT coalesce((${sumOfDay('day_amount')}), 0) AS amount,
  coalesce((${sumOfDay('day_orders')}), 0) AS orders`
/** An order's records are few, a day's are many: the day is no condition, so that they are found by their order. */
export const PAYMENTS_BEFORE = `${PAYMENTS_OF_DAY},
  (SELECT coalesce(sum(CASE WHEN day = ?2 AND currency = ?3 THEN amount ELSE 0 END), 0)
    FROM payments WHERE tenant = ?1 AND order_i_d = ?4) AS "ofOrder"`

type Value = string | number | null

/** Runs one statement; gives the rows it returns. */
export type Run = <Row>(sql: string, args: readonly Value[]) => Promise<readonly Row[]>

const NOTHING: PaymentSums = { amount: 0, orders: 0 }

const now = () => new Date().toISOString()

type TailRow = LogRow & { readonly logEpoch: string; readonly logHead: number }

/**
 * The statements of the server's own that every SQL database understands: parameters are `?1`, `?2` and so on.
 *
 * @param committed runs what belongs to no transaction
 * @param within runs statements of an open transaction; throws where it is not open
 */
export function ownStatements(
  committed: Run,
  within: (transaction: Transaction) => Run,
): LogWriting & Omit<LogReading, 'readLog'> & Counting & OrderSearching & PaymentSumming {
  const inTurn = oneAtATime()
  const either = (transaction: Transaction | undefined) => (transaction === undefined ? committed : within(transaction))
  return {
    async beginLog(transaction, { tenant, epoch }) {
      await within(transaction)(BEGIN_LOG, [tenant, epoch, now()])
    },
    async countHead(transaction, { tenant, events }) {
      const [head] = await within(transaction)<LogPosition>(COUNT_HEAD, [events, now(), tenant])
      return head ?? null
    },
    async addEvents(transaction, rows) {
      const run = within(transaction)
      for (const row of rows) {
        const { tenant, seq, eventType, orderID, bays, audience, actor, commandId, at, uptime, body } = row
        await run(ADD_EVENT, [
          ...[tenant, seq, eventType, orderID, bays, audience, actor, commandId, at, uptime, body],
          at,
        ])
      }
    },
    async renewEpoch({ tenant, from, to }, transaction) {
      const renewed = await either(transaction)(RENEW_EPOCH, [tenant, from, to, now()])
      return renewed.length > 0
    },
    async findAnswer({ tenant, commandId }, transaction) {
      const [answer] = await either(transaction)<{ station: string; result: string }>(FIND_ANSWER, [tenant, commandId])
      return answer ?? null
    },
    async addAnswer(transaction, { tenant, commandId, station, uptime, result }) {
      await within(transaction)(ADD_ANSWER, [tenant, commandId, station, uptime, result, now()])
    },
    async tailLog({ tenant, after, limit }) {
      const found = await committed<TailRow>(TAIL_LOG, [tenant, after, limit])
      const [first] = found
      if (!first) return null
      const rows = found.filter(({ seq }) => seq !== null).map(({ logEpoch, logHead, ...row }) => row)
      return { epoch: first.logEpoch, head: first.logHead, rows }
    },
    async logExtent(tenant, transaction) {
      const [extent] = await either(transaction)<LogExtent>(LOG_EXTENT, [tenant])
      return extent ?? null
    },
    async pruneLog({ tenant, upTo }) {
      await committed(PRUNE_LOG, [tenant, upTo])
    },
    async countUp(transaction, { tenant, name }) {
      const [counted] = await within(transaction)<{ value: number }>(COUNT_UP, [tenant, name, now()])
      return counted?.value ?? 0
    },
    async raiseCounter(transaction, { tenant, name, value }) {
      await within(transaction)(RAISE_COUNTER, [tenant, name, value, now()])
    },
    async readCounter({ tenant, name }) {
      const [counter] = await committed<{ value: number }>(READ_COUNTER, [tenant, name])
      return counter?.value ?? null
    },
    ordersWith: (asked) =>
      lookBack(asked, (before, size) => inTurn(() => committed(LOOK_AT_ORDERS, [asked.tenant, before, size]))),
    async ordersOfCar({ tenant, before, plate, limit }, transaction) {
      const rows = await either(transaction)<{ id: number }>(ORDERS_OF_CAR, [tenant, before, plate, limit])
      return { ids: rows.map(({ id }) => id), next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) }
    },
    async visitsOfCar({ tenant, plate }) {
      const [row] = await committed<{ visits: number | string }>(VISITS_OF_CAR, [tenant, plate])
      return Number(row?.visits ?? 0)
    },
    async paymentsOfDay({ tenant, day, currency }) {
      const [sums] = await committed<PaymentSums>(PAYMENTS_OF_DAY, [tenant, day, currency])
      return sums ?? NOTHING
    },
    async paymentsBefore(transaction, { tenant, day, currency, orderID }) {
      const args = [tenant, day, currency, orderID]
      const [before] = await within(transaction)<SumsBefore>(PAYMENTS_BEFORE, args)
      return before ?? { ...NOTHING, ofOrder: 0 }
    },
  }
}
