import { type Actor, ROLES, type Role } from '@/lib/sync/rules'

/** Somebody whom `payload.auth` let in: a person of `users`, or a station of `stations`. */
export interface SignedIn {
  readonly id: number | string
  readonly collection?: string
  readonly role?: string | null
  readonly tenant?: string | null
  readonly bay?: string | null
  readonly customer?: unknown
}

/** An actor of the rules, and which customer it is when it is one. */
export interface SiteActor extends Actor {
  readonly customerId: string | null
}

/** The tenant of an administrator of all tenants who names none. */
const FIRST_TENANT = 'main'

const STATION_ROLES: readonly Role[] = ['bay', 'cashier', 'board']
const PERSON_ROLES: readonly Role[] = ['admin', 'staff', 'customer']

/**
 * Who a signed-in user is at a site; `null` for one without a role there. Only an administrator of all tenants
 * (one without a tenant) chooses where to act, by `tenantId`.
 */
export function actorOf(user: SignedIn, tenantId?: string): SiteActor | null {
  const role = ROLES.find((name) => name === user.role)
  const own = user.tenant || null
  const allowed = user.collection === 'stations' ? STATION_ROLES : PERSON_ROLES
  if (!role || !allowed.includes(role)) return null
  if (own === null && role !== 'admin') return null
  if (own !== null && tenantId !== undefined && tenantId !== own) return null
  return {
    role,
    tenantId: own ?? tenantId ?? FIRST_TENANT,
    bayId: role === 'bay' ? user.bay || null : null,
    customerId: role === 'customer' ? idOf(user.customer) : null,
  }
}

/** Id of a relationship, whether it was filled in or not. */
export function idOf(related: unknown): string | null {
  if (related === null || related === undefined || related === '') return null
  return typeof related === 'object' ? idOf((related as { id?: unknown }).id) : String(related)
}
