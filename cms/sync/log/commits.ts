/**
 * Which logs each open transaction has written to. Only a hint of where to look after a commit: what is read then comes
 * from the database, never from here.
 */
const touched = new Map<number | string, Set<string>>()

export function markTouched(transaction: number | string, tenant: string): void {
  const tenants = touched.get(transaction)
  if (tenants) tenants.add(tenant)
  else touched.set(transaction, new Set([tenant]))
}

/** The logs written by a transaction that has ended; forgets it. */
export function takeTouched(transaction: number | string): ReadonlySet<string> | undefined {
  const tenants = touched.get(transaction)
  touched.delete(transaction)
  return tenants
}
