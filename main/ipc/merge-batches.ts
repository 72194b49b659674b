import type { DocumentChange, FeedBatch } from '@/lib/sync/engine'

/** Two batches in one: what a page that got only the second would have to know of the first. */
export function mergeBatches(first: FeedBatch, second: FeedBatch): FeedBatch {
  const pending = second.pending ?? first.pending
  const refused = second.refused ?? first.refused
  const frames = joined(first.frames, second.frames)
  const acknowledged = joined(first.acknowledged, second.acknowledged)
  return {
    replace: first.replace || second.replace,
    changes: second.replace ? second.changes : lastOfEach([...first.changes, ...second.changes]),
    events: [...first.events, ...second.events],
    status: second.status ?? first.status,
    commandResults: [...first.commandResults, ...second.commandResults],
    ...(pending && { pending }),
    ...(refused && { refused }),
    ...(frames && { frames }),
    ...(acknowledged && { acknowledged }),
  }
}

function joined<T>(first: readonly T[] | undefined, second: readonly T[] | undefined): readonly T[] | undefined {
  return first && second ? [...first, ...second] : (first ?? second)
}

/** A document that changed twice is sent once, as it now is. */
function lastOfEach(changes: readonly DocumentChange[]): readonly DocumentChange[] {
  const last = new Map<string, DocumentChange>()
  for (const change of changes) last.set(`${change.kind} ${change.key}`, change)
  return last.size === changes.length ? changes : [...last.values()]
}
