import type { Payload, PayloadRequest } from 'payload'
import { additionsOf } from './additions'

/** What an adapter of this folder adds to Payload's. */
export interface ConsistentViews {
  /** Opens a read-only view of one moment, as a transaction id to pass in `req`. */
  beginView(): Promise<string>
  endView(id: string): Promise<void>
}

/** Runs reads that must all see the same moment of the database. Pass the given `req` to each of them; never write. */
export async function consistentView<T>(
  payload: Payload,
  read: (req: Partial<PayloadRequest>) => Promise<T>,
): Promise<T> {
  const views = additionsOf(payload)
  const transactionID = await views.beginView()
  try {
    return await read({ transactionID, payload })
  } finally {
    await views.endView(transactionID)
  }
}
