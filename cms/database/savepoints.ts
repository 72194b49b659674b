import type { Payload } from 'payload'
import { additionsOf } from './additions'

/** A point inside a transaction; one of the two is called, once. */
export interface Savepoint {
  /** What was written since stays, as far as the transaction does. */
  keep(): Promise<void>
  /** What was written since is undone; the transaction goes on. */
  undo(): Promise<void>
}

/** What an adapter of this folder adds to Payload's: part of a transaction can be undone. */
export interface Savepoints {
  savepoint(transaction: number | string): Promise<Savepoint>
}

export const savepoint = (payload: Payload, transaction: number | string): Promise<Savepoint> =>
  additionsOf(payload).savepoint(transaction)
