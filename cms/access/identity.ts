import { STATION_ROLES, type StationRole } from '@/lib/domain/roles'
import { ROLES, type Role } from './table'

/** Who is asking, in the terms of the access table. */
export interface Identity {
  readonly kind: 'user' | 'station'
  readonly id: number | string
  readonly role: Role | StationRole
  /** `null`: an administrator of all tenants. */
  readonly tenant: string | null
  /** Bay of a bay station. */
  readonly bay: string | null
  /** The customer a customer account belongs to, by id. */
  readonly customer: string | null
  /** As the log names it: `user:<id>`, `station:<name>`. */
  readonly actor: string
}

interface SignedIn {
  collection?: string
  _strategy?: string
  id: number | string
  role?: string
  tenant?: string | null
  bay?: string | null
  name?: string | null
  customer?: unknown
}

/** A relationship's id, whether or not it came populated; as text. */
export function relationId(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'object') return relationId((value as { id?: unknown }).id)
  return String(value)
}

/** Reads the user Payload signed in; `null` for nobody or an account whose role is not known. */
export function identityOf(user: unknown): Identity | null {
  const signedIn = user as SignedIn | null | undefined
  if (!signedIn) return null
  if (signedIn.collection === 'stations') {
    const role = STATION_ROLES.find((known) => known === signedIn.role)
    // A station without a tenant would be one of all tenants.
    if (!role || !signedIn.tenant) return null
    return {
      kind: 'station',
      id: signedIn.id,
      role,
      tenant: signedIn.tenant,
      bay: signedIn.bay || null,
      customer: null,
      actor: `station:${signedIn.name ?? signedIn.id}`,
    }
  }
  const role = ROLES.find((known) => known === signedIn.role)
  if (!role || (role !== 'admin' && !signedIn.tenant)) return null
  // An account that was a service and becomes a person's loses its key; only services have one.
  if ((signedIn._strategy === 'api-key') !== (role === 'service')) return null
  return {
    kind: 'user',
    id: signedIn.id,
    role,
    tenant: signedIn.tenant || null,
    bay: null,
    customer: relationId(signedIn.customer),
    actor: `user:${signedIn.id}`,
  }
}
