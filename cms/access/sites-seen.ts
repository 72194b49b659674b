import { identityOf } from './identity'

/** The sites whose figures an account sees beside each other: all there are, or those named. */
export type SitesSeen = 'all' | readonly string[]

/** `null` for those who see none: only people who run a site look at its figures from outside it. */
export function sitesSeenBy(user: unknown): SitesSeen | null {
  const who = identityOf(user)
  if (who?.kind !== 'user' || (who.role !== 'admin' && who.role !== 'staff')) return null
  return who.tenant === null ? 'all' : [who.tenant]
}
