import type { Payload } from 'payload'
import { DEFAULT_TENANT } from '@/lib/domain/site'

interface Site {
  readonly tenantId: string
  readonly keepPeopleMonths?: number | null
}

/**
 * The site that an administrator asks about: their own, or of those who have all of them the one asked for.
 *
 * @param own `null` for an administrator of all sites
 * @returns `null` for a site that is not theirs, or is none
 */
export async function siteFor(
  payload: Pick<Payload, 'db'>,
  own: string | null,
  asked: string | null,
): Promise<Site | null> {
  const tenantId = asked ?? own ?? DEFAULT_TENANT
  if (own !== null && own !== tenantId) return null
  return payload.db.findOne<Site & { id: number }>({ collection: 'tenants', where: { tenantId: { equals: tenantId } } })
}
