import type { Payload, Where } from 'payload'
import { ERASED } from '@/lib/domain/rules/erased'
import { raiseCounter, readCounter } from '../commands/counters'
import { alone, inTurnAgain } from '../database'
import type { ConcernRow } from '../documents/concern'
import type { JobRow } from '../documents/job'
import type { OrderRow } from '../documents/order'
import { uptimeOf } from '../server/uptime'
import { answersWith, eraseAnswers, eraseCards, eraseEventsOf, eraseSilently, saysWho } from './erase-rows'
import { type KeptRows, OVER, rowsWhere } from './find'

const DAY_MS = 86_400_000
/** Orders of one transaction: a long-neglected site must not stop its writers. */
const AT_ONCE = 50
/** So many days of the server's running a clock that jumped has to stand before anything is erased by it. */
const DOUBTED_DAYS = 7

interface Site {
  readonly tenantId: string
  readonly keepPeopleMonths?: number | null
}

/** Erases those whom each site has kept for long enough, by its own setting; of how many orders. */
export async function forgetPeople(payload: Payload, now: number): Promise<number> {
  const { docs } = await payload.db.find<Site>({ collection: 'tenants', pagination: false })
  let count = 0
  for (const { tenantId, keepPeopleMonths } of docs) {
    if (!keepPeopleMonths || !(await believesClock(payload, tenantId, now))) continue
    count += await forgetBefore(payload, tenantId, monthsAgo(now, keepPeopleMonths))
  }
  return count
}

function monthsAgo(now: number, months: number): string {
  const then = new Date(now)
  then.setUTCMonth(then.getUTCMonth() - months)
  return then.toISOString()
}

/**
 * What is erased does not come back, so a clock that was set forward must not do it: days that the server has not run are
 * believed only after it has run a week with them.
 */
async function believesClock(payload: Payload, tenant: string, now: number): Promise<boolean> {
  const { seconds } = await uptimeOf(payload)
  const day = Math.floor(now / DAY_MS)
  const [dayBefore, ranBefore, doubted] = await Promise.all(
    ['people-day', 'people-ran', 'people-doubted'].map((name) => readCounter(payload, tenant, name)),
  )
  const jumped = dayBefore !== null && day - (dayBefore ?? day) > (seconds - (ranBefore ?? 0)) / (DAY_MS / 1000) + 2
  const until = jumped ? seconds + DOUBTED_DAYS * (DAY_MS / 1000) : doubted
  await inTurnAgain({ payload, tenant }, async (req) => {
    await raiseCounter(req, tenant, 'people-day', day)
    await raiseCounter(req, tenant, 'people-ran', seconds)
    if (jumped) await raiseCounter(req, tenant, 'people-doubted', until ?? 0)
  })
  return until === null || until === undefined || seconds >= until
}

const isThere = (field: string): Where => ({
  and: [{ [field]: { exists: true } }, { [field]: { not_in: ['', ERASED] } }],
})

/** Fields of an order that say who it was for. */
const SAYS_WHO: Where = { or: ['plate', 'customerName', 'customerPhone', 'customerNotes', 'staffNotes'].map(isThere) }

async function forgetBefore(payload: Payload, tenant: string, before: string): Promise<number> {
  const numbers = new Set<string>()
  const site: Where = { tenant: { equals: tenant } }
  const owesNothing: Where = { or: [{ toGiveBack: { exists: false } }, { toGiveBack: { less_than_equal: 0 } }] }
  const isOver: Where = { and: [{ stage: { in: [...OVER] } }, owesNothing] }
  const where: Where = { and: [site, isOver, { stageSince: { less_than: before } }, SAYS_WHO] }
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
  await forgetConcerns(payload, tenant, before)
  const cards = await unusedCards(payload, tenant, before)
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
async function forgetConcerns(payload: Payload, tenant: string, before: string): Promise<void> {
  const where: Where = { and: [{ tenant: { equals: tenant } }, { decidedAt: { less_than: before } }] }
  const { docs } = await payload.db.find<ConcernRow>({ collection: 'concerns', where, sort: 'id', pagination: false })
  const concerns = docs.filter(saysWho)
  if (concerns.length === 0) return
  await inTurnAgain({ payload, tenant }, async (req) => {
    await eraseSilently(req, { orders: [], jobs: [], concerns })
    await eraseEventsOf(req, tenant, { orders: [], concerns })
  })
}

/** Customers and cars that nobody has changed since, and no order names any more. */
async function unusedCards(payload: Payload, tenant: string, before: string) {
  const unused = async <Row extends { readonly id: number }>(
    collection: 'customers' | 'vehicles',
    field: 'customer' | 'vehicle',
  ): Promise<Row[]> => {
    const old: Where = { and: [{ tenant: { equals: tenant } }, { updatedAt: { less_than: before } }] }
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
