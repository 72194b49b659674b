import type { CommandResult } from '@/lib/sync/protocol'
import { audienceOf } from '../access/audiences'
import { DOCUMENT_KINDS } from '../access/visible-fields'
import type { SiteActor } from '../rules/actor-of'
import { reduceDocument } from '../sync/hub/redact'

/**
 * An answer as its sender may see it: the document it names, reduced to the sender's fields. Answers are kept whole and
 * shown anew each time: a station may since have become another kind of reader.
 */
export function shownTo(actor: SiteActor, answer: CommandResult): CommandResult {
  if (answer.status !== 'rejected' || !answer.current) return answer
  const audience = audienceOf(actor)
  const seen = DOCUMENT_KINDS.flatMap((kind) => {
    const document = answer.current?.[kind]
    const reduced = document && reduceDocument(audience, kind, document)
    return reduced ? [[kind, reduced]] : []
  })
  return { ...answer, current: seen.length === 0 ? null : Object.fromEntries(seen) }
}
