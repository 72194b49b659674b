import type { RowOf } from '../../documents/row'

type EventRow = RowOf<'sync-events', never>

/** A row of the log. `body` is the event's `data`, serialised as staff see it. */
export type LogRow = Readonly<
  Pick<EventRow, 'seq' | 'eventType' | 'orderID' | 'bays' | 'audience' | 'actor' | 'commandId' | 'at' | 'body'>
>

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
