import type { Payload } from 'payload'
import { type SiteNames, siteNamesOf } from '@/lib/domain/names'
import type { Service } from '../payload-types'

/** What a site sells, and the steps of it, in other languages than they are named in: for all who are shown its names. */
export async function readNames(payload: Payload, tenantId: string): Promise<SiteNames> {
  const { docs } = await payload.db.find<Service>({
    collection: 'services',
    where: { tenant: { equals: tenantId } },
    select: {
      name: true,
      names: true,
      active: true,
      steps: { name: true, names: true },
      options: { name: true, names: true },
    },
    sort: 'position',
    pagination: false,
    limit: 0,
  })
  return siteNamesOf(docs)
}
