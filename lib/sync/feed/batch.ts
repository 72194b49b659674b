import type { DocumentChange, DomainTypes } from '../ports/domain'
import type { FeedBatch } from './feed'

/** A batch that changes nothing: to say one thing with. */
export const NOTHING_NEW = {
  ...{ replace: false, changes: [], events: [], status: null, commandResults: [] },
} as const satisfies FeedBatch

/** Two batches in one: what a page that got only the second would have to know of the first. */
export function mergeBatches<D extends DomainTypes>(first: FeedBatch<D>, second: FeedBatch<D>): FeedBatch<D> {
  const pending = second.pending ?? first.pending
  // All that waits is in the second's list by then.
  const waiting = second.pending ? second.waiting : joined(first.waiting, second.waiting)
  const refused = second.refused ?? first.refused
  const unsent = second.unsent ?? first.unsent
  const withdrawn = joined(first.withdrawn, second.withdrawn)
  const frames = joined(first.frames, second.frames)
  const acknowledged = joined(first.acknowledged, second.acknowledged)
  return {
    replace: first.replace || second.replace,
    changes: second.replace ? second.changes : lastOfEach([...first.changes, ...second.changes]),
    events: [...first.events, ...second.events],
    status: second.status ?? first.status,
    commandResults: [...first.commandResults, ...second.commandResults],
    ...(pending && { pending }),
    ...(waiting && { waiting }),
    ...(refused && { refused }),
    ...(unsent && { unsent }),
    ...(withdrawn && { withdrawn }),
    ...(frames && { frames }),
    ...(acknowledged && { acknowledged }),
  }
}

function joined<T>(first: readonly T[] | undefined, second: readonly T[] | undefined): readonly T[] | undefined {
  return first && second ? [...first, ...second] : (first ?? second)
}

/** A document that changed twice is sent once, as it now is. */
function lastOfEach<Change extends DocumentChange>(changes: readonly Change[]): readonly Change[] {
  const last = new Map<string, Change>()
  for (const change of changes) last.set(`${change.kind} ${change.key}`, change)
  return last.size === changes.length ? changes : [...last.values()]
}
