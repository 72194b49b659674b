import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Payload, PayloadRequest, Where } from 'payload'
import { z } from 'zod'
import type { LedgerRecord } from '@/lib/domain/rules/day-report'
import type { TaxOfRate } from '@/lib/domain/rules/tax'
import type { RowOf } from '../documents/row'
import { AT_ONCE } from './read-all'

export type PaymentRow = RowOf<'payments', 'seq' | 'orderID' | 'amount' | 'at'>

/** Records with a number above `after`, up to and with `upTo` where it is given. */
export interface LedgerSpan {
  readonly after: number
  readonly upTo?: number
  readonly currency: string
}

/** A span of a site's ledger, oldest first; read past Payload's operations, by whoever has been asked who may. */
export async function readLedger(
  payload: Payload,
  tenantId: string,
  { after, upTo, currency }: LedgerSpan,
  req: Partial<PayloadRequest> = { payload },
): Promise<LedgerRecord[]> {
  const ofSite: Where = { tenant: { equals: tenantId } }
  const records: LedgerRecord[] = []
  for (let last = after; ; last = records.at(-1)?.seq ?? last) {
    const seq = { greater_than: last, ...(upTo !== undefined && { less_than_equal: upTo }) }
    const { docs } = await payload.db.find<PaymentRow>({
      collection: 'payments',
      where: { and: [ofSite, { seq }, { currency: { equals: currency } }] },
      sort: 'seq',
      limit: AT_ONCE,
      pagination: false,
      req,
    })
    records.push(...docs.map(ledgerRecord))
    if (docs.length < AT_ONCE) return records
    await nextTurn()
  }
}

export function ledgerRecord(row: PaymentRow): LedgerRecord {
  const { seq, orderID, amount, at, method, change, person, station, reason, approvedBy } = row
  const by = person || (station ? `station:${station}` : null)
  const said = { reason: reason || null, approvedBy: approvedBy || null }
  return { seq, orderID, method: method ?? null, amount, change: change ?? 0, at, by, ...said, taxes: taxesOfRow(row) }
}

const sen = z.number().int()
const taxesSchema = z.array(z.object({ rate: z.number().int(), tax: sen, of: sen }))

export const taxesOfRow = ({ taxes }: PaymentRow): TaxOfRate[] => (taxes ? taxesSchema.parse(taxes) : [])
