import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Payload, TypedUser, Where } from 'payload'
import type { Language } from '@/lib/domain/languages'
import type { People } from '@/lib/domain/people'
import { csvLine, csvTable } from '@/lib/ui/format/csv'
import { momentsIn } from '@/lib/ui/format/moments'
import { AT_ONCE } from '../site/read-all'
import { sayAudit, sayAuditKind, sayOfTrail } from './say'

interface AuditTable {
  readonly payload: Payload
  /** Whose rights say what is in it. */
  readonly user: TypedUser
  /** IANA name of the zone that times are written in. */
  readonly timeZone: string
  readonly people: People
  readonly language: Language
}

const HEADS = ['When', 'What', 'Whose or of what', 'Before', 'After', 'Who', 'From address', 'Site'] as const

/** The trail, newest first, an entry a line, as UTF-8: read part by part as it is fetched, for years may be kept. */
export function auditTable(asked: AuditTable): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const lines = linesOf(asked)
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
}

async function* linesOf({ payload, user, timeZone, people, language }: AuditTable): AsyncGenerator<string, undefined> {
  const moment = momentsIn(timeZone)
  const say = (text: string | null | undefined) => sayAudit(text ?? '', language)
  yield csvTable([HEADS.map((head) => sayOfTrail(head, language))])
  let before: Where = {}
  while (true) {
    const { docs } = await payload.find({
      collection: 'audit',
      where: before,
      sort: '-id',
      limit: AT_ONCE,
      pagination: false,
      depth: 0,
      overrideAccess: false,
      user,
    })
    for (const { at, kind, subject, before, after, actor, address, tenant } of docs) {
      const by = actorOf(actor, people, language)
      yield csvLine([
        ...[moment(at), sayAuditKind(kind, language), say(subject), say(before), say(after)],
        ...[by, address ?? '', tenant ?? ''],
      ])
    }
    const last = docs.at(-1)
    if (!last || docs.length < AT_ONCE) return
    before = { id: { less_than: last.id } }
    await nextTurn()
  }
}

/** As the panel names who did it. */
function actorOf(actor: string, people: People, language: Language): string {
  if (actor === 'system') return sayOfTrail('The system', language)
  if (actor === 'nobody') return sayOfTrail('Nobody signed in', language)
  if (actor.startsWith('station:')) return actor.slice('station:'.length)
  return people[actor] ?? sayOfTrail('Somebody without a name', language)
}
