import { z } from 'zod'
import type { DocumentChange, Domain } from '../ports/domain'
import { type Cursor, parseEventId, SNAPSHOT_HEAD } from '../protocol'
import type { Filter } from './filter'
import { failure, type Http, type RequestFailure } from './http'
import { snapshotUrl } from './urls'

/** The snapshot as changes. `invalid` counts documents left out, so that a bad one costs only itself. */
export type SnapshotResult =
  | {
      readonly ok: true
      readonly documents: readonly DocumentChange[]
      readonly cursor: Cursor
      readonly head: number
      readonly invalid: number
    }
  | RequestFailure

export async function fetchSnapshot(
  http: Http,
  serverUrl: string,
  filter: Filter,
  lists: Domain['lists'],
): Promise<SnapshotResult> {
  const answer = await http.request(snapshotUrl(serverUrl, filter))
  if (!answer.ok) return answer
  const head = z.looseObject(SNAPSHOT_HEAD).safeParse(answer.body)
  const cursor = head.success ? parseEventId(head.data.lastEventId) : null
  if (!head.success || !cursor || cursor.epoch !== head.data.epoch) return badSnapshot(answer.status)
  const documents: DocumentChange[] = []
  let invalid = 0
  for (const [name, { schema, changeOf, mayBeAbsent }] of Object.entries(lists)) {
    const list = z.array(z.unknown()).safeParse(head.data[name] ?? (mayBeAbsent ? [] : undefined))
    if (!list.success) return badSnapshot(answer.status)
    for (const value of list.data) {
      const result = schema.safeParse(value)
      if (result.success) documents.push(changeOf(result.data))
      else invalid += 1
    }
  }
  return { ok: true, documents, cursor, head: head.data.head, invalid }
}

function badSnapshot(status: number): RequestFailure {
  return failure('bad_response', 'The snapshot does not match the schema', status)
}
