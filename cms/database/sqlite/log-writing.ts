import type { LogPosition, LogWriting } from '../log-writing'
import type { Statement, StatementResult } from './connection'

const COUNT_HEAD =
  'UPDATE sync_heads SET head = head + ?1, updated_at = ?2 WHERE tenant = ?3 RETURNING tenant, epoch, head'
const ADD_EVENT = `INSERT INTO sync_events
  (tenant, seq, event_type, order_i_d, bays, audience, actor, command_id, at, uptime, body, updated_at, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?9, ?9)`
const FIND_ANSWER = 'SELECT station, result FROM command_results WHERE tenant = ?1 AND command_id = ?2'
const ADD_ANSWER = `INSERT INTO command_results (tenant, command_id, station, uptime, result, updated_at, created_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)`

type Execute = (statement: Statement) => Promise<StatementResult>

/**
 * @param committed reads what is committed
 * @param within runs statements of an open transaction; throws where it is not open
 */
export function logWriting(committed: Execute, within: (transaction: number | string) => Execute): LogWriting {
  return {
    async countHead(transaction, { tenant, events }) {
      const args = [events, new Date().toISOString(), tenant]
      const { rows } = await within(transaction)({ sql: COUNT_HEAD, args })
      return (rows[0] as LogPosition | undefined) ?? null
    },
    async addEvents(transaction, rows) {
      const execute = within(transaction)
      for (const row of rows) {
        const { tenant, seq, eventType, orderID, bays, audience, actor, commandId, at, uptime, body } = row
        const args = [tenant, seq, eventType, orderID, bays, audience, actor, commandId, at, uptime, body]
        await execute({ sql: ADD_EVENT, args })
      }
    },
    async findAnswer({ tenant, commandId }, transaction) {
      const execute = transaction === undefined ? committed : within(transaction)
      const { rows } = await execute({ sql: FIND_ANSWER, args: [tenant, commandId] })
      return (rows[0] as { station: string; result: string } | undefined) ?? null
    },
    async addAnswer(transaction, { tenant, commandId, station, uptime, result }) {
      const args = [tenant, commandId, station, uptime, result, new Date().toISOString()]
      await within(transaction)({ sql: ADD_ANSWER, args })
    },
  }
}
