import type { LogRange } from '../sync/log/read'
import { EVENT_COLUMNS } from './statements'

export interface LogQuery {
  readonly sql: string
  readonly args: readonly (string | number)[]
}

/** Where the databases do not say the same. */
interface Dialect {
  /** Whether a list separated by spaces holds a name; both come with a space on either side. */
  holds(list: string, name: string): string
  /** Names the index to go by. */
  by?(index: string): string
}

/** The query for part of a log: parameters are `?1`, `?2` and so on. */
export function logQuery({ tenant, after, upTo, limit, filter }: LogRange, { holds, by }: Dialect): LogQuery {
  const { customer, orderID, bayId, eventTypes } = filter
  const args: (string | number)[] = []
  const place = (value: string | number) => `?${args.push(value)}`
  const terms = [`tenant = ${place(tenant)}`]
  // In the order of the indexes.
  if (customer !== undefined) terms.push(`audience = ${place(customer)}`)
  if (orderID) terms.push(`order_i_d = ${place(orderID)}`)
  terms.push(`seq > ${place(after)}`, `seq <= ${place(upTo)}`)
  if (bayId) terms.push(holds("' ' || bays || ' '", place(` ${bayId} `)))
  if (eventTypes) terms.push(`event_type IN (${Array.from(eventTypes, place).join(', ')})`)
  const index = orderID
    ? 'tenant_orderID_seq_idx'
    : customer !== undefined
      ? 'tenant_audience_seq_idx'
      : 'tenant_seq_idx'
  const from = `sync_events${by ? ` ${by(index)}` : ''}`
  const limited = `ORDER BY seq LIMIT ${place(limit)}`
  return { sql: `SELECT ${EVENT_COLUMNS} FROM ${from} WHERE ${terms.join(' AND ')} ${limited}`, args }
}
