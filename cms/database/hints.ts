import type { Payload, PayloadRequest } from 'payload'
import { additionsOf } from './additions'
import { type Transaction, transactionOf } from './transaction'

/** What other servers on the same database have done. Each is a hint: it may come late, twice or never. */
export interface HintListener {
  /** These logs have grown. */
  logs(tenants: readonly string[]): void
  /** These accounts were changed or these sessions ended, as the log names them. */
  signIns(names: readonly string[]): void
  /** Hints may have been missed, of logs and of sign-ins. */
  missed(): void
  /** No hint says so, but logs may have grown: asked for now and then. */
  look(): void
}

/**
 * In seconds: how often hints are held for missed while none can be heard. With the five it may take to notice that, what a
 * withdrawn key or an ended session still reads is cut within ten.
 */
export const MISSED_EVERY = 4

/** What an adapter of this folder adds to Payload's: word from server to server. */
export interface Hints {
  /** @returns what ends it */
  listen(listener: HintListener): Promise<() => Promise<void>>
  /** After the commit. */
  tellLogs(tenants: Iterable<string>): void
  /** Told with the commit of the transaction, or not at all. */
  tellSignIn(transaction: Transaction, name: string): Promise<void>
}

export const hints = (payload: Payload): Pick<Hints, 'listen' | 'tellLogs'> => additionsOf(payload)

export async function tellSignIn(req: PayloadRequest, name: string): Promise<void> {
  await additionsOf(req.payload).tellSignIn(await transactionOf(req), name)
}
