import type { Payload, Where } from 'payload'
import type { SitesSeen } from '../../access/sites-seen'
import type { StationSeen } from '../../admin/fleet/station-state'
import { instantOrNull } from '../../documents/instant'
import type { RowOf } from '../../documents/row'
import type { SiteClock } from '../../site/read-site-work'
import type { HeadRow } from '../log/heads'

/** Most sites that one page shows beside each other. */
const MOST_SITES = 500

export interface SiteRow extends SiteClock {
  readonly name: string
}

type TenantRow = RowOf<'tenants', 'tenantId' | 'name'>
type StationRow = RowOf<'stations', 'tenant' | 'name'>

/** The sites that are seen, the first by name where there are more than a page shows, and how many there are. */
export async function readSites(
  { db }: Payload,
  seen: SitesSeen,
): Promise<{ readonly sites: readonly SiteRow[]; readonly total: number }> {
  const where = whereSeen(seen)
  const { docs } = await db.find<TenantRow>({
    collection: 'tenants',
    where,
    sort: 'name',
    limit: MOST_SITES,
    pagination: false,
  })
  const total = docs.length < MOST_SITES ? docs.length : (await db.count({ collection: 'tenants', where })).totalDocs
  const sites = docs.map(({ tenantId, name, currency, timeZone }) => ({
    tenantId,
    name,
    currency: currency || 'MYR',
    timeZone: timeZone || 'Asia/Kuala_Lumpur',
  }))
  return { sites, total }
}

const whereSeen = (seen: SitesSeen): Where =>
  seen === 'all' ? {} : { or: [{ tenantId: { equals: seen.tenantId } }, { id: { in: [...seen.further] } }] }

/** Where each of these sites' logs is: another text once anything was written to it. */
export async function readPlaces({ db }: Payload, tenants: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const where: Where = { tenant: { in: tenants } }
  const { docs } = await db.find<HeadRow>({ collection: 'sync-heads', where, limit: 0, pagination: false })
  return new Map(docs.map(({ tenant, epoch, head }) => [tenant, `${epoch} ${head}`]))
}

/** What the stations of these sites last said of themselves. */
export async function readStations(
  { db }: Payload,
  tenants: readonly string[],
): Promise<ReadonlyMap<string, readonly StationSeen[]>> {
  const { docs } = await db.find<StationRow>({
    collection: 'stations',
    where: { tenant: { in: tenants } },
    select: { tenant: true, name: true, lastSeenAt: true, behind: true, waiting: true, recoveries: true },
    limit: 0,
    pagination: false,
  })
  const stations = new Map<string, StationSeen[]>()
  for (const { tenant, name, lastSeenAt, behind, waiting, recoveries } of docs) {
    const ofSite = stations.get(tenant) ?? []
    stations.set(tenant, ofSite)
    ofSite.push({ name, lastSeenAt: instantOrNull(lastSeenAt), behind, waiting, recoveries })
  }
  return stations
}
