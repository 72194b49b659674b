import type { LogRange } from '../../sync/log/read'
import { EVENT_COLUMNS } from '../statements'

/**
 * The query for part of a log. It names its index: SQLite would rather go through a whole log in order than through one
 * customer's or one order's events, which it holds to be as many.
 */
export function logQuery({ tenant, after, upTo, limit, filter }: LogRange): { sql: string; args: (string | number)[] } {
  const { customer, orderID, bayId, eventTypes } = filter
  const terms = ['tenant = ?', 'seq > ?', 'seq <= ?']
  const args: (string | number)[] = [tenant, after, upTo]
  const add = (term: string, ...values: readonly string[]) => {
    terms.push(term)
    args.push(...values)
  }
  if (customer !== undefined) add('audience = ?', customer)
  if (orderID) add('order_i_d = ?', orderID)
  // Bays are separated by spaces.
  if (bayId) add("instr(' ' || bays || ' ', ?) > 0", ` ${bayId} `)
  if (eventTypes) add(`event_type IN (${Array.from(eventTypes, () => '?').join(', ')})`, ...eventTypes)
  const index = orderID
    ? 'tenant_orderID_seq_idx'
    : customer !== undefined
      ? 'tenant_audience_seq_idx'
      : 'tenant_seq_idx'
  const sql = `SELECT ${EVENT_COLUMNS} FROM sync_events INDEXED BY "${index}" WHERE ${terms.join(' AND ')} ORDER BY seq LIMIT ?`
  return { sql, args: [...args, limit] }
}
