import { z } from 'zod'
import type { DocumentChange } from '../projection/documents'
import {
  type Cursor,
  parseEventId,
  seenBaySchema,
  seenJobSchema,
  seenOrderSchema,
  seenQueueSchema,
  snapshotSchema,
} from '../protocol'
import type { Filter } from './filter'
import type { Http, RequestFailure } from './http'
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

const list = z.array(z.unknown())
const looseSnapshotSchema = snapshotSchema.extend({ orders: list, queues: list, bays: list, jobs: list })

export async function fetchSnapshot(http: Http, serverUrl: string, filter: Filter): Promise<SnapshotResult> {
  const answer = await http.request(snapshotUrl(serverUrl, filter))
  if (!answer.ok) return answer
  const parsed = looseSnapshotSchema.safeParse(answer.body)
  const cursor = parsed.success ? parseEventId(parsed.data.lastEventId) : null
  if (!parsed.success || !cursor || cursor.epoch !== parsed.data.epoch) {
    const message = 'The snapshot does not match the schema'
    return { ok: false, reason: 'bad_response', status: answer.status, retryAfter: null, message, problem: null }
  }
  const { orders, queues, bays, jobs, head } = parsed.data
  const documents: DocumentChange[] = []
  let invalid = 0
  const collect = <T>(values: readonly unknown[], schema: z.ZodType<T>, toChange: (document: T) => DocumentChange) => {
    for (const value of values) {
      const result = schema.safeParse(value)
      if (result.success) documents.push(toChange(result.data))
      else invalid += 1
    }
  }
  collect(orders, seenOrderSchema, (document) => ({ kind: 'order', key: document.orderID, document }))
  collect(queues, seenQueueSchema, (document) => ({ kind: 'queue', key: document.queueId, document }))
  collect(bays, seenBaySchema, (document) => ({ kind: 'bay', key: document.bayId, document }))
  collect(jobs, seenJobSchema, (document) => ({ kind: 'job', key: document.jobId, document }))
  return { ok: true, documents, cursor, head, invalid }
}
