import type { PayloadRequest } from 'payload'
import { logWriting } from '../../database'
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

export function readHead(
  db: PayloadRequest['payload']['db'],
  tenant: string,
  req?: Partial<PayloadRequest>,
): Promise<LogHead | null> {
  return db.findOne<HeadRow>({ collection: 'sync-heads', where: { tenant: { equals: tenant } }, req })
}

/** The tenant's log exists after this; its epoch is made here, once. */
export async function ensureLogHead(req: PayloadRequest, tenant: string): Promise<void> {
  if (!(await readHead(req.payload.db, tenant, req))) await beginLog(req, tenant, 0)
}

/** Counts `events` more in the transaction of `req`; gives the head as it then is. */
export async function countHead(req: PayloadRequest, tenant: string, events: number): Promise<LogHead> {
  const counted = await logWriting(req.payload).countHead(await transactionOf(req), { tenant, events })
  return counted ?? beginLog(req, tenant, events)
}

function beginLog(req: PayloadRequest, tenant: string, head: number): Promise<LogHead> {
  return req.payload.db.create({ collection: 'sync-heads', data: { tenant, epoch: newEpoch(), head }, req })
}
