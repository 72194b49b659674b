import { identityOf, relationId } from './identity'

/** The sites whose figures an account sees beside each other: all there are, or the own one and some more. */
export type SitesSeen = 'all' | OwnAndMore

export interface OwnAndMore {
  readonly tenantId: string
  /** Row ids of further sites; of these it sees the figures and nothing else. */
  readonly further: readonly string[]
}

/** `null` for those who see none: only people who run a site look at its figures from outside it. */
export function sitesSeenBy(user: unknown): SitesSeen | null {
  const who = identityOf(user)
  if (who?.kind !== 'user' || (who.role !== 'admin' && who.role !== 'staff')) return null
  if (who.tenant === null) return 'all'
  const { furtherSites } = user as { readonly furtherSites?: readonly unknown[] | null }
  const further = (furtherSites ?? []).flatMap((site) => relationId(site) ?? [])
  return { tenantId: who.tenant, further: [...new Set(further)].toSorted() }
}
