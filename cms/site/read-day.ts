import { Forbidden, type Payload, type TypedUser, type Where } from 'payload'
import { type DayReport, type LedgerRecord, reportDay } from '@/lib/domain/rules/day-report'
import { siteDaySpan } from '@/lib/domain/rules/site-day'
import { mayReadDay } from '../access/books'
import { orderDocument } from '../documents'
import type { OrderRow } from '../documents/order'
import { ledgerRecord, type PaymentRow } from './read-ledger'

/** Who asks, and of which site. */
export interface AskingDay {
  readonly payload: Payload
  readonly user: TypedUser
  readonly tenantId: string
}

export interface DayAsked {
  /** `20260115`, a day of the site. */
  readonly day: string
  readonly currency: string
  /** IANA name. */
  readonly timeZone: string
}

/** A day's records, and the orders they are of. */
export interface DayRead {
  readonly report: DayReport
  readonly records: readonly LedgerRecord[]
  readonly orders: ReadonlyMap<string, ReturnType<typeof orderDocument>>
}

/** Orders asked for at once: a database takes only so many names in one question. */
const AT_ONCE = 500

/**
 * A site's day from the ledger of payments, which is only ever added to: the day can be read again to the sen however long
 * ago it was. Throws `Forbidden` for somebody who may not read the site's books.
 */
export async function readDay({ payload, user, tenantId }: AskingDay, asked: DayAsked): Promise<DayRead> {
  if (!mayReadDay(user, tenantId)) throw new Forbidden()
  const { day, currency, timeZone } = asked
  const ofSite = { tenant: { equals: tenantId } }
  const paid = await findAll<PaymentRow>(
    payload,
    'payments',
    { and: [ofSite, { day: { equals: day } }, { currency: { equals: currency } }] },
    // Asked for by number, the database would go through the whole ledger.
    'day',
  )
  const records = paid.map(ledgerRecord).sort((a, b) => a.seq - b.seq)
  const { from, to } = siteDaySpan(day, timeZone)
  const span = { greater_than_equal: new Date(from).toISOString(), less_than: new Date(to).toISOString() }
  const taken = await findAll<OrderRow>(payload, 'orders', { and: [ofSite, { createdAt: span }] }, 'createdAt')
  const orders = new Map(taken.map((row) => [row.orderID, orderDocument(row)]))
  const takenThatDay = new Set(orders.keys())
  const earlier = [...new Set(records.map(({ orderID }) => orderID))].filter((orderID) => !orders.has(orderID))
  for (let at = 0; at < earlier.length; at += AT_ONCE) {
    const named = { orderID: { in: earlier.slice(at, at + AT_ONCE) } }
    for (const row of await findAll<OrderRow>(payload, 'orders', { and: [ofSite, named] }, 'createdAt'))
      orders.set(row.orderID, orderDocument(row))
  }
  const report = reportDay({ day, currency, timeZone, records, orders: [...orders.values()], takenThatDay })
  return { report, records, orders }
}

/** Past Payload's operations: who may has been asked, and a long day is not walked field by field. */
async function findAll<Row extends { id: number }>(
  { db }: Payload,
  collection: 'payments' | 'orders',
  where: Where,
  sort: string,
): Promise<Row[]> {
  const { docs } = await db.find<Row>({ collection, where, sort, limit: 0, pagination: false })
  return docs
}
