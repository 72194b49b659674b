import type { Command } from '../../../domain'
import type { FeedBatch } from '../../car-wash/types'

/** What waits for the server's answer after this batch, in order; the same list where nothing changed. */
export function waitingAfter(list: readonly Command[], batch: FeedBatch): readonly Command[] {
  const { pending = list, waiting = [], withdrawn = [], commandResults } = batch
  const known = new Set(pending.map(({ id }) => id))
  const gone = new Set([...withdrawn, ...commandResults.map(({ id }) => id)])
  const next = [...pending, ...waiting.filter(({ id }) => !known.has(id))].filter(({ id }) => !gone.has(id))
  return next.length === list.length && next.every((command, at) => command === list[at]) ? list : next
}
