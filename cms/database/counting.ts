import type { Payload } from 'payload'
import { additionsOf } from './additions'
import type { Transaction } from './transaction'

interface Counter {
  readonly tenant: string
  readonly name: string
}

/** What an adapter of this folder adds to Payload's, which makes a counter by finding that there is none. */
export interface Counting {
  /** Counts up by one; gives the new value, from 1. No two transactions get the same. */
  countUp(transaction: Transaction, counter: Counter): Promise<number>
  /** Sets it, unless it is higher already. */
  raiseCounter(transaction: Transaction, counter: Counter & { value: number }): Promise<void>
  /** As it is committed; `null` where nothing was counted yet. */
  readCounter(counter: Counter): Promise<number | null>
}

export const counting = (payload: Payload): Counting => additionsOf(payload)
