import type { Payload, PayloadRequest, Where } from 'payload'
import type { LedgerRecord } from '@/lib/domain/rules/day-report'
import type { RowOf } from '../documents/row'

export type PaymentRow = RowOf<'payments', 'seq' | 'orderID' | 'amount' | 'at'>

/** Records with a number above `after`, up to and with `upTo` where it is given. */
export interface LedgerSpan {
  readonly after: number
  readonly upTo?: number
  readonly currency: string
}

/** A span of a site's ledger, oldest first; read past Payload's operations, by whoever has been asked who may. */
export async function readLedger(
  { db }: Payload,
  tenantId: string,
  { after, upTo, currency }: LedgerSpan,
  req?: PayloadRequest,
): Promise<LedgerRecord[]> {
  const seq = { greater_than: after, ...(upTo !== undefined && { less_than_equal: upTo }) }
  const where: Where = { and: [{ tenant: { equals: tenantId } }, { seq }, { currency: { equals: currency } }] }
  const { docs } = await db.find<PaymentRow>({
    collection: 'payments',
    where,
    sort: 'seq',
    limit: 0,
    pagination: false,
    ...(req && { req }),
  })
  return docs.map(ledgerRecord)
}

export function ledgerRecord(row: PaymentRow): LedgerRecord {
  const { seq, orderID, amount, at, method, change, person, station, reason, approvedBy } = row
  const by = person || (station ? `station:${station}` : null)
  const said = { reason: reason || null, approvedBy: approvedBy || null }
  return { seq, orderID, method: method ?? null, amount, change: change ?? 0, at, by, ...said }
}
