import { type MigrateUpArgs, sql } from '@payloadcms/db-sqlite'
import { siteDay } from '@/lib/domain/rules/site-day'

type Database = MigrateUpArgs['db']

/** A change of what an order holds, as an event of the log tells it. */
interface Change {
  readonly tenant: string
  readonly orderID: string
  readonly actor: string
  readonly at: string
  readonly amount: number
  readonly status: string | null
  readonly currency: string | null
}

/** What an order's row holds beyond what the log told of it. */
interface Rest {
  readonly tenant: string
  readonly orderID: string
  readonly amount: number
  readonly currency: string | null
  readonly at: string
}

type Backfilled = Rest & { method?: string; person?: string; station?: string; source: 'log' | 'order' }

/** Where a site names no zone. */
const FIRST_ZONE = 'Asia/Kuala_Lumpur'

/**
 * Records of the money that changed hands before it was recorded: what the log still tells, one for each time, with who and
 * when (source `log`); and for each order whatever it holds beyond that, as of the day the order was taken (source `order`).
 * Whether other money than cash came by card is not known.
 */
export async function backfillPayments(db: Database): Promise<void> {
  const sites = await db.all<{ tenant: string; zone: string | null }>(
    sql`SELECT tenant_id AS tenant, time_zone AS zone FROM tenants`,
  )
  const zones = new Map(sites.map(({ tenant, zone }) => [tenant, zone || FIRST_ZONE]))
  const zoneOf = (tenant: string) => zones.get(tenant) ?? FIRST_ZONE
  for (const change of await toldByTheLog(db)) await insert(db, fromLog(change), zoneOf(change.tenant))
  for (const rest of await heldByOrders(db)) await insert(db, { ...rest, source: 'order' }, zoneOf(rest.tenant))
}

function toldByTheLog(db: Database): Promise<Change[]> {
  return db.all<Change>(sql`
    SELECT * FROM (
      SELECT tenant, seq, order_i_d AS orderID, actor, at,
        json_extract(body, '$.order.paidAmount') - coalesce(json_extract(body, '$.previousPaidAmount'), 0) AS amount,
        json_extract(body, '$.order.paymentStatus') AS status, json_extract(body, '$.order.currency') AS currency
      FROM sync_events WHERE event_type IN ('order_created', 'payment_update')
    ) WHERE orderID IS NOT NULL AND amount <> 0 ORDER BY tenant, seq`)
}

function fromLog({ actor, status, ...change }: Change): Backfilled {
  const { tenant, orderID, amount, currency, at } = change
  const known = { tenant, orderID, amount, currency, at, source: 'log' } as const
  const who = actor.startsWith('user:')
    ? { person: actor }
    : actor.startsWith('station:')
      ? { station: actor.slice('station:'.length) }
      : {}
  return { ...known, ...who, ...(amount > 0 && status === 'cash' ? { method: 'cash' } : {}) }
}

/** Reads what has been recorded from the log: to be asked after that. */
function heldByOrders(db: Database): Promise<Rest[]> {
  return db.all<Rest>(sql`
    SELECT * FROM (
      SELECT tenant, order_i_d AS orderID, currency, created_at AS at, coalesce(paid_amount, 0) - coalesce(
        (SELECT sum(amount) FROM payments p WHERE p.tenant = o.tenant AND p.order_i_d = o.order_i_d), 0) AS amount
      FROM orders o
    ) WHERE amount <> 0 ORDER BY tenant, at`)
}

async function insert(db: Database, record: Backfilled, timeZone: string): Promise<void> {
  const { tenant, orderID, amount, currency, at, source, method = null, person = null, station = null } = record
  await db.run(sql`
    INSERT INTO payments (tenant, order_i_d, kind, method, amount, currency, person, station, at, day, source)
    VALUES (${tenant}, ${orderID}, ${amount < 0 ? 'refund' : 'payment'}, ${method}, ${amount}, ${currency ?? 'MYR'},
      ${person}, ${station}, ${at}, ${siteDay(new Date(at), timeZone)}, ${source})`)
}
