import type { Payload, Where } from 'payload'
import { ERASED } from '@/lib/domain/rules/erased'
import { alone, inTurnAgain } from '../database'
import type { ConcernRow } from '../documents/concern'
import type { JobRow } from '../documents/job'
import type { OrderRow } from '../documents/order'
import { MOST_ROW_ID } from '../documents/row'
import { BELIEVED_SECONDS, believesClock } from './believed-clock'
import { answersWith, eraseAnswers, eraseCards, eraseEventsOf, eraseSilently, saysWho } from './erase-rows'
import { type KeptRows, OVER, rowsWhere } from './find'

/** Orders of one transaction: a long-neglected site must not stop its writers. */
const AT_ONCE = 50

interface Site {
  readonly tenantId: string
  readonly keepPeopleMonths?: number | null
}

/** Erases those whom each site has kept for long enough, by its own setting and a clock that is believed; of how many orders. */
export async function forgetPeople(payload: Payload, now: number): Promise<number> {
  // It is looked at whether or not a site forgets: one that begins to has no week to wait.
  if (!(await believesClock(payload, now))) return 0
  const surely = now - BELIEVED_SECONDS * 1000
  const { docs } = await payload.db.find<Site>({ collection: 'tenants', pagination: false })
  let count = 0
  for (const { tenantId, keepPeopleMonths } of docs) {
    if (!keepPeopleMonths) continue
    count += await forgetBefore(payload, tenantId, { before: monthsAgo(surely, keepPeopleMonths), now })
  }
  return count
}

function monthsAgo(now: number, months: number): string {
  const then = new Date(now)
  then.setUTCMonth(then.getUTCMonth() - months)
  return then.toISOString()
}

const isThere = (field: string): Where => ({
  and: [{ [field]: { exists: true } }, { [field]: { not_in: ['', ERASED] } }],
})

/** Fields of an order that say who it was for. */
const SAYS_WHO: Where = { or: ['plate', 'customerName', 'customerPhone', 'customerNotes', 'staffNotes'].map(isThere) }

/** What a clock says was before the one and not after the other, ISO 8601 and milliseconds. */
interface Limit {
  readonly before: string
  readonly now: number
}

/**
 * Rows from before a time, by their number too: a clock that was behind for a while stamped what is young with old times, and none
 * of it is older than what was made before it. A time yet to come says nothing.
 */
async function isBefore(
  payload: Payload,
  collection: 'orders' | 'concerns' | 'customers' | 'vehicles',
  { site, stamp, before, now }: Limit & { readonly site: Where; readonly stamp: string },
): Promise<Where> {
  const young: Where[] = [
    { createdAt: { greater_than_equal: before } },
    { createdAt: { less_than: new Date(now).toISOString() } },
  ]
  const where: Where = { and: [site, ...young] }
  const { docs } = await payload.db.find<{ id: number }>({ collection, where, sort: 'id', limit: 1, pagination: false })
  return { and: [site, { [stamp]: { less_than: before } }, { id: { less_than: docs[0]?.id ?? MOST_ROW_ID } }] }
}

async function forgetBefore(payload: Payload, tenant: string, limit: Limit): Promise<number> {
  const numbers = new Set<string>()
  const site: Where = { tenant: { equals: tenant } }
  const owesNothing: Where = { or: [{ toGiveBack: { exists: false } }, { toGiveBack: { less_than_equal: 0 } }] }
  const isOver: Where = { and: [{ stage: { in: [...OVER] } }, owesNothing] }
  const isOld = await isBefore(payload, 'orders', { ...limit, site, stamp: 'stageSince' })
  const where: Where = { and: [isOld, isOver, SAYS_WHO] }
  for (;;) {
    const { docs: orders } = await payload.db.find<OrderRow>({
      collection: 'orders',
      where,
      sort: 'id',
      limit: AT_ONCE,
      pagination: false,
    })
    const fresh = orders.filter(({ orderID }) => !numbers.has(orderID))
    if (fresh.length === 0) break
    const known = fresh.map(({ orderID }) => orderID)
    const jobs = await rowsWhere<JobRow>(payload, 'jobs', tenant, 'orderID', known)
    const concerns = await rowsWhere<ConcernRow>(payload, 'concerns', tenant, 'orderID', known)
    const rows = { orders: fresh, jobs, concerns: concerns.filter(({ decision }) => decision) }
    await inTurnAgain({ payload, tenant }, async (req) => {
      await eraseSilently(req, rows)
      await eraseEventsOf(req, tenant, rows)
    })
    for (const number of known) numbers.add(number)
  }
  await forgetConcerns(payload, tenant, limit)
  const cards = await unusedCards(payload, tenant, limit)
  const { found } =
    numbers.size > 0 ? await answersWith(payload, { tenant }, ({ orderID }) => numbers.has(orderID)) : { found: [] }
  if (found.length > 0 || cards.customers.length > 0 || cards.vehicles.length > 0)
    await inTurnAgain({ payload, tenant }, async (req) => {
      await eraseAnswers(req, found)
      await eraseCards(req, cards)
    })
  return numbers.size
}

/** What was put to the desk and decided on may be about no order at all: it was never taken, or was deleted since. */
async function forgetConcerns(payload: Payload, tenant: string, limit: Limit): Promise<void> {
  const site: Where = { tenant: { equals: tenant } }
  const where = await isBefore(payload, 'concerns', { ...limit, site, stamp: 'decidedAt' })
  const { docs } = await payload.db.find<ConcernRow>({ collection: 'concerns', where, sort: 'id', pagination: false })
  const concerns = docs.filter(saysWho)
  if (concerns.length === 0) return
  await inTurnAgain({ payload, tenant }, async (req) => {
    await eraseSilently(req, { orders: [], jobs: [], concerns })
    await eraseEventsOf(req, tenant, { orders: [], concerns })
  })
}

/** Customers and cars that nobody has changed since, and no order names any more. */
async function unusedCards(payload: Payload, tenant: string, limit: Limit) {
  const site: Where = { tenant: { equals: tenant } }
  const unused = async <Row extends { readonly id: number }>(
    collection: 'customers' | 'vehicles',
    field: 'customer' | 'vehicle',
  ): Promise<Row[]> => {
    const old = await isBefore(payload, collection, { ...limit, site, stamp: 'updatedAt' })
    const { docs } = await payload.db.find<Row>({ collection, where: old, pagination: false })
    const named = await rowsWhere<OrderRow>(
      payload,
      'orders',
      tenant,
      field,
      docs.map(({ id }) => id),
    )
    const inUse = new Set(named.map((order) => String(order[field])))
    return docs.filter(({ id }) => !inUse.has(String(id)))
  }
  const customers = await unused<KeptRows['customers'][number]>('customers', 'customer')
  return {
    customers: customers.filter(({ name }) => name !== ERASED),
    vehicles: await unused<KeptRows['vehicles'][number]>('vehicles', 'vehicle'),
  }
}

/** Erases now and then, until the returned function is called. */
export function startForgettingPeople(args: {
  payload: Payload
  everyMs: number
  onError(error: unknown): void
}): () => void {
  const { payload, everyMs, onError } = args
  const run = () =>
    void alone(payload, 'people', async () => {
      await forgetPeople(payload, Date.now())
    }).catch(onError)
  run()
  const timer = setInterval(run, everyMs)
  return () => clearInterval(timer)
}
