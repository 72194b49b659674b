import type { Payload } from 'payload'
import type { LogRange, LogRow } from '../sync/log/read'
import { additionsOf } from './additions'
import type { Transaction } from './transaction'

/** How far a log reaches, and in which of its lives. */
export interface LogExtent {
  readonly epoch: string
  /** Seq of the newest event. */
  readonly head: number
  /** Seq of the oldest event kept; `null` in an empty log. */
  readonly oldest: number | null
}

/** The end of a log, with the epoch and the head it had at the moment its rows were read. */
export interface LogTail extends Omit<LogExtent, 'oldest'> {
  readonly rows: readonly LogRow[]
}

/**
 * What an adapter of this folder adds to Payload's, whose queries cannot say by which index they are answered, nor read
 * rows and the head they belong to in one moment. `null` stands for a log that was never begun.
 */
export interface LogReading {
  readLog(asked: LogRange): Promise<LogRow[]>
  /** The rows after `after`, in order, at most `limit`. */
  tailLog(asked: { tenant: string; after: number; limit: number }): Promise<LogTail | null>
  /** What is committed; with `transaction` also what that one has written. */
  logExtent(tenant: string, transaction?: Transaction): Promise<LogExtent | null>
  /** Deletes the rows up to `upTo`. */
  pruneLog(asked: { tenant: string; upTo: number }): Promise<void>
}

export const logReading = (payload: Pick<Payload, 'db'>): LogReading => additionsOf(payload)
