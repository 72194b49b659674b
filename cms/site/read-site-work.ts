import type { Payload, Where } from 'payload'
import { siteDay } from '@/lib/domain/rules/site-day'
import type { SiteFigures } from '@/lib/domain/site-figures'
import { paymentSumming } from '../database'
import { bayDocument, queueDocument } from '../documents'
import type { BayRow } from '../documents/bay'
import type { QueueRow } from '../documents/queue'
import { foldBays, foldQueues } from './site-figures'

/** What a site's figures need to know of the site itself. */
export interface SiteClock {
  readonly tenantId: string
  readonly timeZone: string
  readonly currency: string
}

/** What the site's log tells the growth of; stations report beside it. */
export type SiteWork = Omit<SiteFigures, 'stations'>

/**
 * How much is going on at a site at `now`, and what it took in the day it then is there. For whoever has been asked whether
 * the figures are theirs to see.
 */
export async function readSiteWork(payload: Payload, site: SiteClock, now: number): Promise<SiteWork> {
  const { tenantId, timeZone, currency } = site
  const day = siteDay(new Date(now), timeZone)
  const ofSite: Where = { tenant: { equals: tenantId } }
  const whole = { pagination: false, limit: 0 } as const
  const [{ amount, orders }, { totalDocs: underWay }, queues, bays] = await Promise.all([
    paymentSumming(payload).paymentsOfDay({ tenant: tenantId, day, currency }),
    payload.db.count({
      collection: 'orders',
      where: { and: [ofSite, { stage: { not_in: ['completed', 'cancelled'] } }] },
    }),
    payload.db.find<QueueRow>({ collection: 'queues', where: ofSite, ...whole }),
    payload.db.find<BayRow>({ collection: 'bays', where: ofSite, ...whole }),
  ])
  return {
    timeZone,
    day,
    takings: { amount, currency, orders },
    underWay,
    waiting: foldQueues(queues.docs.map(queueDocument)),
    bays: foldBays(bays.docs.map(bayDocument)),
  }
}
