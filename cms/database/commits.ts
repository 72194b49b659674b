/**
 * Told after each commit that succeeded, and after one of which nobody can say whether it did, with the transaction's id:
 * a hint of where to look. Payload has no hook for it, so each dialect's adapter calls `announceCommit`. Listeners must not
 * throw and must not wait.
 */
type CommitListener = (transaction: number | string) => void

const listeners = new Set<CommitListener>()
const rollbackListeners = new Set<CommitListener>()

export function onCommit(listener: CommitListener): void {
  listeners.add(listener)
}

export function onRollback(listener: CommitListener): void {
  rollbackListeners.add(listener)
}

export function announceCommit(transaction: number | string): void {
  for (const listener of listeners) listener(transaction)
}

export function announceRollback(transaction: number | string): void {
  for (const listener of rollbackListeners) listener(transaction)
}
