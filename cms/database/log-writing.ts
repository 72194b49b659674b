import type { Payload } from 'payload'
import { additionsOf } from './additions'
import type { Transaction } from './transaction'

/** One event as its log keeps it. */
export interface NewLogRow {
  readonly tenant: string
  readonly seq: number
  readonly eventType: string
  readonly orderID: string | null
  /** Separated by spaces. */
  readonly bays: string | null
  /** The customer who may see it, by id. */
  readonly audience: string | null
  readonly actor: string
  readonly commandId: string | null
  /** ISO 8601. */
  readonly at: string
  /** Of the server, seconds. */
  readonly uptime: number
  /** JSON. */
  readonly body: string
}

/** The answer to a command. */
export interface AnswerRow {
  readonly tenant: string
  readonly commandId: string
  /** Whose command it answered, by collection and id. */
  readonly station: string
  /** Of the server, seconds. */
  readonly uptime: number
  /** JSON. */
  readonly result: string
}

export interface LogPosition {
  readonly tenant: string
  readonly epoch: string
  /** Seq of the newest event. */
  readonly head: number
}

/**
 * What an adapter of this folder adds to Payload's for what every write does: the log, its heads and the answers to
 * commands. Nothing of them passes through a collection's hooks, so their statements are prepared once instead of being
 * built for each row.
 */
export interface LogWriting {
  /** The log exists after this: a new one in this epoch, or the one that is there as it is. */
  beginLog(transaction: Transaction, asked: { tenant: string; epoch: string }): Promise<void>
  /** Counts `events` more; gives the head as it then is, or `null` for a log that was never begun. */
  countHead(transaction: Transaction, asked: { tenant: string; events: number }): Promise<LogPosition | null>
  addEvents(transaction: Transaction, rows: readonly NewLogRow[]): Promise<void>
  /** Gives the log a new epoch if it is still in `from`, with `transaction` as part of that one; whether it was. */
  renewEpoch(asked: { tenant: string; from: string; to: string }, transaction?: Transaction): Promise<boolean>
  /** What is committed; with `transaction` also what that one has written. */
  findAnswer(
    asked: Pick<AnswerRow, 'tenant' | 'commandId'>,
    transaction?: Transaction,
  ): Promise<Pick<AnswerRow, 'station' | 'result'> | null>
  /** @throws where the command has an answer */
  addAnswer(transaction: Transaction, row: AnswerRow): Promise<void>
}

export const logWriting = (payload: Pick<Payload, 'db'>): LogWriting => additionsOf(payload)
