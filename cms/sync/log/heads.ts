import type { Payload, PayloadRequest } from 'payload'
import { logReading, logWriting } from '../../database'
import { transactionOf } from '../../database/transaction'
import type { RowOf } from '../../documents/row'

export type HeadRow = RowOf<'sync-heads', never>
export type LogHead = Readonly<Pick<HeadRow, 'tenant' | 'epoch' | 'head'>>

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz'

/** A new name for a life of a log: ten random letters and digits, about 51 bits. */
export function newEpoch(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10))
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('')
}

/** What is committed; with `req` what its transaction or view sees. */
export async function readHead(
  db: Payload['db'],
  tenant: string,
  req?: Partial<PayloadRequest>,
): Promise<LogHead | null> {
  const transaction = (await req?.transactionID) ?? undefined
  const extent = await logReading({ db }).logExtent(tenant, transaction)
  return extent && { tenant, epoch: extent.epoch, head: extent.head }
}

/** The tenant's log exists after this; its epoch is made here, once. */
export async function ensureLogHead(req: PayloadRequest, tenant: string): Promise<void> {
  await logWriting(req.payload).beginLog(await transactionOf(req), { tenant, epoch: newEpoch() })
}

/** Counts `events` more in the transaction of `req`; gives the head as it then is. */
export async function countHead(req: PayloadRequest, tenant: string, events: number): Promise<LogHead> {
  const log = logWriting(req.payload)
  const transaction = await transactionOf(req)
  const counted = await log.countHead(transaction, { tenant, events })
  if (counted) return counted
  await log.beginLog(transaction, { tenant, epoch: newEpoch() })
  return (await log.countHead(transaction, { tenant, events })) as LogHead
}
