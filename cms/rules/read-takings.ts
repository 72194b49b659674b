import type { Payload, TypedUser } from 'payload'
import { z } from 'zod'
import { orderIDSchema, senSchema } from '@/lib/sync/protocol/identity'
import { startOfSiteDay } from './site-day'
import { type MoneyHeld, type Takings, takingsOf } from './takings'

/** The only events that change what an order holds. */
const MONEY_EVENTS = ['order_created', 'payment_update'] as const

const bodySchema = z.object({
  /** Missing where the event began the order. */
  previousPaidAmount: senSchema.default(0),
  order: z.object({ orderID: orderIDSchema, paidAmount: senSchema }),
})

/** Who asks, and of which site. */
interface Asking {
  readonly payload: Payload
  readonly user: TypedUser
  readonly tenantId: string
}

/** Money taken since the site's midnight, from its event log as this person may read it. */
export async function readTakings(
  { payload, user, tenantId }: Asking,
  site: { readonly currency: string; readonly timeZone: string },
  now: number,
): Promise<Takings> {
  const since = new Date(startOfSiteDay(now, site.timeZone)).toISOString()
  const { docs } = await payload.find({
    collection: 'sync-events',
    where: {
      tenant: { equals: tenantId },
      eventType: { in: [...MONEY_EVENTS] },
      createdAt: { greater_than_equal: since },
    },
    sort: 'seq',
    pagination: false,
    depth: 0,
    select: { body: true },
    overrideAccess: false,
    user,
  })
  return takingsOf(
    site.currency,
    docs.map(({ body }) => moneyOf(body)),
  )
}

function moneyOf(body: string): MoneyHeld {
  const { previousPaidAmount, order } = bodySchema.parse(JSON.parse(body))
  return { ...order, previousPaidAmount }
}
