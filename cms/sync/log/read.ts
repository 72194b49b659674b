import type { Payload, PayloadRequest } from 'payload'
import type { RowOf } from '../../documents/row'

type EventRow = RowOf<'sync-events', never>

/** A row of the log. `body` is the event's `data`, serialised as staff see it. */
export type LogRow = Readonly<
  Pick<EventRow, 'seq' | 'eventType' | 'orderID' | 'bays' | 'audience' | 'actor' | 'commandId' | 'at' | 'body'>
>

/** The rows after `seq`, in order, at most `limit`. */
export async function readAfter(payload: Payload, tenant: string, seq: number, limit: number): Promise<LogRow[]> {
  const { docs } = await payload.db.find<EventRow>({
    collection: 'sync-events',
    where: { and: [{ tenant: { equals: tenant } }, { seq: { greater_than: seq } }] },
    sort: 'seq',
    limit,
    pagination: false,
  })
  return docs
}

/** What a reader asks of the log, in the terms of its columns. */
export interface LogFilter {
  /** The customer whose events these are, by id; `undefined` for everybody's. */
  readonly customer: string | undefined
  readonly orderID: string | null
  readonly bayId: string | null
  readonly eventTypes: ReadonlySet<string> | null
}

/** Which rows of a log: those after `after` and up to `upTo` that the filter shows, in order, at most `limit`. */
export interface LogRange {
  readonly tenant: string
  readonly after: number
  readonly upTo: number
  readonly limit: number
  readonly filter: LogFilter
}

/** seq of the oldest row kept; `null` in an empty log. */
export async function oldestSeq(
  payload: Payload,
  tenant: string,
  req?: Partial<PayloadRequest>,
): Promise<number | null> {
  const { docs } = await payload.db.find<EventRow>({
    collection: 'sync-events',
    where: { tenant: { equals: tenant } },
    sort: 'seq',
    limit: 1,
    pagination: false,
    req,
  })
  return docs[0]?.seq ?? null
}
