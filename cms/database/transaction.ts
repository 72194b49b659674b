import type { PayloadRequest } from 'payload'

/** The open transaction of a request. @throws where it has none: what belongs together would be written apart */
export async function transactionOf(req: PayloadRequest): Promise<number | string> {
  const transaction = await req.transactionID
  if (!transaction) throw new Error('This is written in the transaction of its change, and there is none.')
  return transaction
}
