import { cookies } from 'next/headers'
import type { Payload } from 'payload'
import { DEFAULT_TENANT } from '@/lib/domain/site'
import { slugSchema } from '@/lib/domain/values'
import type { Identity } from '../../../access/identity'

/** Which site's pages this browser shows to an administrator of all of them. It gives nobody a right. */
export const OPENED_SITE_COOKIE = 'ax-site'

/** Whether an administrator of all sites may open this one: whether there is such a site. */
export async function isSite(payload: Payload, tenantId: string): Promise<boolean> {
  const { totalDocs } = await payload.count({ collection: 'tenants', where: { tenantId: { equals: tenantId } } })
  return totalDocs > 0
}

/** The site whose pages somebody is shown: their own, or of those who have all of them the one that was opened last. */
export async function openedSite(payload: Payload, who: Pick<Identity, 'kind' | 'tenant'>): Promise<string> {
  if (who.tenant !== null || who.kind !== 'user') return who.tenant ?? DEFAULT_TENANT
  const { data: opened } = slugSchema.safeParse((await cookies()).get(OPENED_SITE_COOKIE)?.value)
  return opened && opened !== DEFAULT_TENANT && (await isSite(payload, opened)) ? opened : DEFAULT_TENANT
}
