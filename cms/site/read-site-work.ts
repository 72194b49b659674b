import type { Payload, Where } from 'payload'
import { STAGES } from '@/lib/domain/documents'
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

/** Named one by one, so that the index of site and stage finds them, however many orders have ended. */
const UNDER_WAY = STAGES.filter((stage) => stage !== 'completed' && stage !== 'cancelled')

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
  const [{ amount, orders }, underWay, queues, bays] = await Promise.all([
    paymentSumming(payload).paymentsOfDay({ tenant: tenantId, day, currency }),
    countUnderWay(payload, tenantId),
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

/** How many orders of a site are neither completed nor cancelled. */
export async function countUnderWay({ db }: Payload, tenantId: string): Promise<number> {
  const where: Where = { and: [{ tenant: { equals: tenantId } }, { stage: { in: UNDER_WAY } }] }
  return (await db.count({ collection: 'orders', where })).totalDocs
}
