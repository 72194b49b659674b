import type { Where } from 'payload'
import { z } from 'zod'
import { orderIDSchema, senSchema } from '@/lib/sync/protocol/identity'
import { startOfSiteDay } from '../../../../rules/site-day'
import type { SignedIn } from '../../person/signed-in'
import type { Site } from './read-site'
import { type MoneyHeld, type Takings, takingsOf } from './takings'

/** The only events that change what an order holds. */
const MONEY_EVENTS = ['order_created', 'payment_update'] as const

const bodySchema = z.object({ order: z.object({ orderID: orderIDSchema, paidAmount: senSchema }) })

/** Money taken since the site's midnight, from its event log as this person may read it. */
export async function readTakings(person: SignedIn, site: Site, now: number): Promise<Takings> {
  const start = new Date(startOfSiteDay(now, site.timeZone)).toISOString()
  const today = await moneyEvents(person, { createdAt: { greater_than_equal: start } })
  const paidToday = [...new Set(today.map(({ orderID }) => orderID))]
  const before =
    paidToday.length === 0
      ? []
      : await moneyEvents(person, { and: [{ orderID: { in: paidToday } }, { createdAt: { less_than: start } }] })
  return takingsOf(site.currency, before, today)
}

async function moneyEvents({ payload, user, tenantId }: SignedIn, where: Where): Promise<MoneyHeld[]> {
  const { docs } = await payload.find({
    collection: 'sync-events',
    where: { and: [{ tenant: { equals: tenantId } }, { eventType: { in: [...MONEY_EVENTS] } }, where] },
    sort: 'seq',
    pagination: false,
    depth: 0,
    select: { body: true },
    overrideAccess: false,
    user,
  })
  return docs.map(({ body }) => bodySchema.parse(JSON.parse(body)).order)
}
