import type { CollectionSlug, Where } from 'payload'
import { STARTER_BAYS, STARTER_SITE_NAME } from '../../../../seed/starter-site'
import { getFront } from '../../../../server/front'
import type { SignedIn } from '../../person/signed-in'

/** What an owner sets up once, in the order it is best done. */
export const FIRST_STEPS = ['name', 'prices', 'bays', 'staff', 'whatsapp', 'station', 'order'] as const
export type FirstStep = (typeof FIRST_STEPS)[number]

export interface FirstSteps {
  /** Id of the site's own record, for links into the panel. */
  readonly siteId: number
  /** Steps whose result is there. */
  readonly done: readonly FirstStep[]
}

/** Writes within the seed's own transaction are younger than this, milliseconds. */
const SEEDED_WITHIN_MS = 60_000

/** How far the site is set up, read off what is there; `null` for those who may not set it up. */
export async function readFirstSteps({ payload, user, role, tenantId }: SignedIn): Promise<FirstSteps | null> {
  if (role !== 'admin') return null
  const asked = { overrideAccess: false, user, depth: 0 } as const
  const ofSite: Where = { tenant: { equals: tenantId } }
  const count = async (collection: CollectionSlug, where: Where) =>
    (await payload.count({ collection, where: { and: [ofSite, where] }, overrideAccess: false, user })).totalDocs
  const {
    docs: [site],
  } = await payload.find({ collection: 'tenants', where: { tenantId: { equals: tenantId } }, limit: 1, ...asked })
  if (!site) return null
  const seeded = new Date(Date.parse(site.createdAt) + SEEDED_WITHIN_MS).toISOString()
  const provisioned = getFront()?.environment.provisionStation?.name ?? ''
  const [prices, bays, starterBays, jobs, people, stations, orders] = await Promise.all([
    count('services', { updatedAt: { greater_than: seeded } }),
    count('bays', {}),
    count('bays', { name: { in: [...STARTER_BAYS] } }),
    count('jobs', {}),
    payload.count({
      collection: 'users',
      where: { and: [{ role: { in: ['admin', 'staff'] } }, { id: { not_equals: user.id } }] },
      overrideAccess: false,
      user,
    }),
    count('stations', { name: { not_equals: provisioned } }),
    count('orders', {}),
  ])
  const done: Record<FirstStep, boolean> = {
    name: site.name !== STARTER_SITE_NAME,
    prices: prices > 0,
    // Bays that cars have been washed in are right as they are.
    bays: jobs > 0 || bays !== STARTER_BAYS.length || starterBays !== bays,
    staff: people.totalDocs > 0,
    whatsapp: Boolean(site.whatsappNumber),
    station: stations > 0,
    order: orders > 0,
  }
  return { siteId: site.id, done: FIRST_STEPS.filter((step) => done[step]) }
}
