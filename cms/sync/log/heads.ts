import type { PayloadRequest } from 'payload'

export interface LogHead {
  readonly tenant: string
  readonly epoch: string
  readonly head: number
}

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz'

/** A new name for a life of a log: ten random letters and digits, about 51 bits. */
export function newEpoch(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10))
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join('')
}

export async function readHead(
  db: PayloadRequest['payload']['db'],
  tenant: string,
  req?: Partial<PayloadRequest>,
): Promise<LogHead | null> {
  return (await db.findOne({ collection: 'sync-heads', where: { tenant: { equals: tenant } }, req })) as LogHead | null
}

/** The tenant's log exists after this; its epoch is made here, once. */
export async function ensureLogHead(req: PayloadRequest, tenant: string): Promise<LogHead> {
  const existing = await readHead(req.payload.db, tenant, req)
  if (existing) return existing
  return (await req.payload.db.create({
    collection: 'sync-heads',
    data: { tenant, epoch: newEpoch(), head: 0 },
    req,
  })) as unknown as LogHead
}
