import type { CommandResult } from '@/lib/sync/car-wash/wire'
import type { SiteActor } from '../access/actor-of'
import { audienceOf } from '../access/audiences'
import { reduceDocument } from '../sync/hub/redact'
import { shownEpoch } from '../sync/hub/shown-epoch'

/** What an answer may name. */
const NAMED = ['order', 'queue', 'bay', 'job'] as const

/**
 * An answer as its sender may see it: the document it names, reduced to the sender's fields. Answers are kept whole and
 * shown anew each time: a station may since have become another kind of reader.
 */
export function shownTo(actor: SiteActor, answer: CommandResult): CommandResult {
  const audience = audienceOf(actor)
  if (answer.status === 'applied' && answer.epoch) return { ...answer, epoch: shownEpoch(audience, answer.epoch) }
  if (answer.status !== 'rejected' || !answer.current) return answer
  const seen = NAMED.flatMap((kind) => {
    const document = answer.current?.[kind]
    const reduced = document && reduceDocument(audience, kind, document)
    return reduced ? [[kind, reduced]] : []
  })
  return { ...answer, current: seen.length === 0 ? null : Object.fromEntries(seen) }
}
