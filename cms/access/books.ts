import { identityOf } from './identity'
import type { Role } from './table'

/** Who reads what a site took: those who run it, and the desk that takes it. */
const READERS: readonly (Role | 'cashier')[] = ['admin', 'staff', 'cashier']

/** Whether a signed-in account may read a site's day in money. */
export function mayReadDay(user: unknown, tenant: string): boolean {
  const who = identityOf(user)
  if (!who || !READERS.some((role) => role === who.role)) return false
  return who.tenant === null || who.tenant === tenant
}
