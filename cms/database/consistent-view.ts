import type { Payload, PayloadRequest } from 'payload'

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
  const views = payload.db as unknown as ConsistentViews
  const transactionID = await views.beginView()
  try {
    return await read({ transactionID, payload } as Partial<PayloadRequest>)
  } finally {
    await views.endView(transactionID)
  }
}
