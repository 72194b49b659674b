import type { Payload, Where } from 'payload'
import { getFront } from '../../server/front'
import { type FleetStation, FleetTable } from '../fleet/FleetTable'
import { sitesOf } from '../site/SiteProvider'
import { startOfSiteDay } from '../site/site-times'
import { DayFigures } from './DayFigures'

interface OverviewProps {
  readonly payload: Payload
  readonly user?: unknown
}

/** What an owner who looks once a day wants to know first: how the day goes, and whether every station is well. */
export async function Overview({ payload, user }: OverviewProps) {
  if (!user) return null
  const sites = await sitesOf(payload, user)
  const now = new Date()
  const days = await Promise.all(
    sites.slice(0, MOST_SITES).map((site) => dayOf(payload, user, site.tenantId, startOfSiteDay(now, site.timeZone))),
  )
  const { docs: stations } = await payload.find({
    collection: 'stations',
    overrideAccess: false,
    user: user as never,
    depth: 0,
    limit: 200,
    sort: 'name',
  })
  return (
    <div className="ax-overview">
      <section aria-labelledby="ax-today">
        <h2 id="ax-today">Today</h2>
        {days.map((day) => (
          <DayFigures key={day.tenantId} {...day} named={days.length > 1} />
        ))}
      </section>
      <section aria-labelledby="ax-fleet">
        <h2 id="ax-fleet">Stations</h2>
        {stations.length > 0 ? (
          <FleetTable
            stations={stations as unknown as FleetStation[]}
            version={getFront()?.version ?? null}
            drawn={now.getTime()}
          />
        ) : (
          <p className="ax-quiet">
            No station yet. <a href="/admin/collections/stations/create">Add one</a>, give it a key, and enter that key
            on the station.
          </p>
        )}
      </section>
    </div>
  )
}

/** More sites than this are for a report, not for a glance. */
const MOST_SITES = 6

async function dayOf(payload: Payload, user: unknown, tenantId: string, since: Date) {
  const ofSite: Where = { tenant: { equals: tenantId } }
  const today: Where = { and: [ofSite, { createdAt: { greater_than_equal: since.toISOString() } }] }
  const count = async (where: Where) =>
    (await payload.count({ collection: 'orders', where, overrideAccess: false, user: user as never })).totalDocs
  const { docs } = await payload.find({
    collection: 'orders',
    where: today,
    select: { paidAmount: true },
    depth: 0,
    pagination: false,
    overrideAccess: false,
    user: user as never,
  })
  const [waiting, washing] = await Promise.all([
    count({ and: [ofSite, { stage: { in: ['initiated', 'open'] } }] }),
    count({ and: [ofSite, { stage: { equals: 'in_progress' } }] }),
  ])
  return {
    tenantId,
    orders: docs.length,
    taken: docs.reduce((sum, { paidAmount }) => sum + (paidAmount ?? 0), 0),
    waiting,
    washing,
  }
}
