import { sitesSeenBy } from '../../../../access/sites-seen'
import type { SignedIn } from '../../person/signed-in'

/** Whether the person sees the figures of more than one site. */
export async function seesSeveralSites({ payload, user }: SignedIn): Promise<boolean> {
  const seen = sitesSeenBy(user)
  if (seen !== 'all') return seen !== null && seen.further.length > 0
  const { totalDocs } = await payload.count({ collection: 'tenants', overrideAccess: false, user })
  return totalDocs > 1
}
