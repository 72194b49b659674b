import type { Where } from 'payload'
import type { SyncEvent } from '@/lib/domain'
import { eventOfRow } from '@/lib/sync/car-wash/event-of-row'
import type { SignedIn } from '../../person/signed-in'
import { ACTIVITY_LIMIT, ACTIVITY_TYPES } from '../live/activity-types'

/** How many of an order's events its page shows, newest first. */
const TIMELINE_LIMIT = 200

/** The newest of the site's events that are activity, newest first. `epoch` is that of the site's log. */
export function readActivity(person: SignedIn, epoch: string): Promise<SyncEvent[]> {
  return eventsOf(person, epoch, { eventType: { in: [...ACTIVITY_TYPES] } }, ACTIVITY_LIMIT)
}

/** What happened to one order, newest first, as far back as the log is kept. */
export function readTimeline(person: SignedIn, epoch: string, orderID: string): Promise<SyncEvent[]> {
  return eventsOf(person, epoch, { orderID: { equals: orderID } }, TIMELINE_LIMIT)
}

async function eventsOf(
  { payload, user, tenantId }: SignedIn,
  epoch: string,
  where: Where,
  limit: number,
): Promise<SyncEvent[]> {
  const { docs } = await payload.find({
    collection: 'sync-events',
    where: { and: [{ tenant: { equals: tenantId } }, where] },
    sort: '-seq',
    limit,
    pagination: false,
    depth: 0,
    overrideAccess: false,
    user,
  })
  return docs.flatMap((row) => eventOfRow(row, epoch) ?? [])
}
