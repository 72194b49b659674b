import { commitTransaction, initTransaction, killTransaction, type PayloadRequest } from 'payload'

/** Of a transaction that is open: its id, as `req.transactionID` has it. */
export type Transaction = number | string

/** The open transaction of a request. @throws where it has none: what belongs together would be written apart */
export async function transactionOf(req: PayloadRequest): Promise<Transaction> {
  const transaction = await req.transactionID
  if (!transaction) throw new Error('This is written in the transaction of its change, and there is none.')
  return transaction
}

/** Does all of it or nothing: in a transaction of the request's own, or as part of the one it is in already. */
export async function inTransaction<Result>(req: PayloadRequest, work: () => Promise<Result>): Promise<Result> {
  const opened = await initTransaction(req)
  try {
    const result = await work()
    if (opened) await commitTransaction(req)
    return result
  } catch (error) {
    await killTransaction(req)
    throw error
  }
}
