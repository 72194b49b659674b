import type { LogHead } from './heads'

/**
 * Which logs each open transaction has written to, and how far it has brought them. After a commit only a hint of where to
 * look: what is read then comes from the database, never from here.
 */
const touched = new Map<number | string, Map<string, LogHead>>()

export function markTouched(transaction: number | string, head: LogHead): void {
  const heads = touched.get(transaction) ?? new Map<string, LogHead>()
  touched.set(transaction, heads.set(head.tenant, head))
}

/** Remembers what an open transaction has written so far. @returns what puts it back, where the rest is undone */
export function keepTouched(transaction: number | string): () => void {
  const heads = new Map(touched.get(transaction))
  return () => touched.set(transaction, heads)
}

/** The head of a tenant's log as an open transaction has left it; `undefined` where it has written nothing to it. */
export function headWithin(transaction: number | string, tenant: string): LogHead | undefined {
  return touched.get(transaction)?.get(tenant)
}

/** The logs written by a transaction that has ended; forgets it. */
export function takeTouched(transaction: number | string): string[] {
  const heads = touched.get(transaction)
  touched.delete(transaction)
  return [...(heads?.keys() ?? [])]
}
