import type { Actor } from '@/lib/domain'
import { DEFAULT_TENANT } from '@/lib/domain/site'
import { identityOf } from './identity'

/** An actor of the rules, which customer it is when it is one, and who it is. */
export interface SiteActor extends Actor {
  readonly customerId: string | null
  /** As the log calls it: a station by its name, which may change. */
  readonly name: string
  /** Its collection and id, which stay: `stations/3`. */
  readonly account: string
}

/**
 * Who a user that `payload.auth` let in is at a site; `null` for one without a role there. Only an administrator of
 * all tenants (one without a tenant) chooses where to act, by `tenantId`.
 */
export function actorOf(user: unknown, tenantId?: string): SiteActor | null {
  const who = identityOf(user)
  // A service tells what it knows over REST; it does not act at the site.
  if (!who || who.role === 'service') return null
  if (who.tenant !== null && tenantId !== undefined && tenantId !== who.tenant) return null
  return {
    role: who.role,
    tenantId: who.tenant ?? tenantId ?? DEFAULT_TENANT,
    bayId: who.bay,
    customerId: who.customer,
    name: who.actor,
    account: `${who.kind}s/${who.id}`,
  }
}
