import { Forbidden, type Payload, type TypedUser, type Where } from 'payload'
import type { Order } from '@/lib/domain/documents'
import { addUpDay, type DayReport, type LedgerRecord } from '@/lib/domain/rules/day-report'
import { daysUntil, siteDaySpan } from '@/lib/domain/rules/site-day'
import { mayReadDay } from '../access/books'
import { consistentView } from '../database'
import { orderDocument } from '../documents'
import { AT_ONCE, inTurns, readAll } from './read-all'
import { ledgerRecord } from './read-ledger'

/** Who asks, and of which site. */
export interface AskingDay {
  readonly payload: Payload
  readonly user: TypedUser
  readonly tenantId: string
}

/** Days of the site, one after the other. */
export interface DaysAsked {
  /** `20260115`, the first one. */
  readonly day: string
  /** The last one: a month later at most, for all of it is read and added up. The same day without. */
  readonly until?: string
}

export interface DayAsked extends DaysAsked {
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

/**
 * A site's day, or several, from the ledger of payments, which is only ever added to: it can be read again to the sen however long
 * ago it was. Throws `Forbidden` for somebody who may not read the site's books.
 */
export async function readDay({ payload, user, tenantId }: AskingDay, asked: DayAsked): Promise<DayRead> {
  if (!mayReadDay(user, tenantId)) throw new Forbidden()
  const { day, until = day, currency, timeZone } = asked
  const ofSite: Where = { tenant: { equals: tenantId } }
  // Of one moment: the turns of others come in between.
  const { records, orders, takenThatDay } = await consistentView(payload, async (req) => {
    const records: LedgerRecord[] = []
    const orders = new Map<string, Order>()
    const paid = new Set<string>()
    const read = async (where: Where) => {
      const found = await readAll(
        req,
        { collection: 'orders', where: { and: [ofSite, where] }, sort: BY_TIME },
        orderDocument,
      )
      for (const order of found) orders.set(order.orderID, order)
    }
    // Day by day: what a database skips of a whole month for each of its pages grows with the month.
    for (const each of daysUntil(day, until)) {
      const ofDay: Where = { and: [ofSite, { day: { equals: each } }, { currency: { equals: currency } }] }
      // Asked for by number, the database would go through the whole ledger.
      const byDay = { collection: 'payments', where: ofDay, sort: ['day', 'id'] } as const
      for (const record of await readAll(req, byDay, ledgerRecord)) {
        records.push(record)
        paid.add(record.orderID)
      }
      const { from, to } = siteDaySpan(each, timeZone)
      const span = { greater_than_equal: new Date(from).toISOString(), less_than: new Date(to).toISOString() }
      await read({ createdAt: span })
    }
    const takenThatDay = new Set(orders.keys())
    const earlier = [...paid].filter((orderID) => !orders.has(orderID))
    for (let at = 0; at < earlier.length; at += AT_ONCE)
      await read({ orderID: { in: earlier.slice(at, at + AT_ONCE) } })
    return { records: records.sort((a, b) => a.seq - b.seq), orders, takenThatDay }
  })
  const toReport = { day, until, currency, timeZone, records, orders: [...orders.values()], takenThatDay }
  return { report: await inTurns(addUpDay(toReport)), records, orders }
}

const BY_TIME = ['createdAt', 'id'] as const
