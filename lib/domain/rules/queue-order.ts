import type { Queue } from '../documents'

export type QueueEntry = Queue['entries'][number]

/** The entries without this order. */
export function without(entries: readonly QueueEntry[], orderID: string): QueueEntry[] {
  return entries.filter((entry) => entry.orderID !== orderID)
}

/**
 * The entries with `entry` standing directly before the order `before`, or last for `null`; an entry of the same
 * order is moved, never doubled. `null` when `before` is not in the queue.
 */
export function placed(entries: readonly QueueEntry[], entry: QueueEntry, before: string | null): QueueEntry[] | null {
  const rest = without(entries, entry.orderID)
  if (before === null) return [...rest, entry]
  // Before itself: it stays where it is.
  if (before === entry.orderID) return entries.length > rest.length ? [...entries] : null
  const index = rest.findIndex((other) => other.orderID === before)
  return index < 0 ? null : [...rest.slice(0, index), entry, ...rest.slice(index)]
}
