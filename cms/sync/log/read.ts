import type { Payload, PayloadRequest } from 'payload'
import type { LogEventType } from '@/lib/sync/protocol/events'

/** A row of the log. `body` is the event's `data`, serialised as staff see it. */
export interface LogRow {
  readonly seq: number
  readonly eventType: LogEventType
  readonly orderID?: string | null
  readonly bays?: string | null
  readonly audience?: string | null
  readonly actor: string
  readonly at: string
  readonly body: string
}

/** The rows after `seq`, in order, at most `limit`. */
export async function readAfter(payload: Payload, tenant: string, seq: number, limit: number): Promise<LogRow[]> {
  const { docs } = await payload.db.find({
    collection: 'sync-events',
    where: { and: [{ tenant: { equals: tenant } }, { seq: { greater_than: seq } }] },
    sort: 'seq',
    limit,
    pagination: false,
  })
  return docs as unknown as LogRow[]
}

/** seq of the oldest row kept; `null` in an empty log. */
export async function oldestSeq(
  payload: Payload,
  tenant: string,
  req?: Partial<PayloadRequest>,
): Promise<number | null> {
  const { docs } = await payload.db.find({
    collection: 'sync-events',
    where: { tenant: { equals: tenant } },
    sort: 'seq',
    limit: 1,
    pagination: false,
    req,
  })
  return (docs[0] as unknown as LogRow | undefined)?.seq ?? null
}
