import type { PayloadRequest } from 'payload'
import type { Shift } from '@/lib/domain'
import type { LedgerSum } from '@/lib/domain/commands/access'
import { cashOf } from '@/lib/domain/rules/shift-report'
import { shiftDocument } from '../documents'
import type { ShiftRow } from '../documents/shift'
import { type PaymentRow, readLedger } from '../site/read-ledger'

/** What commands ask of the till, inside the request's transaction. */

export async function lastShift(req: PayloadRequest, tenantId: string): Promise<Shift | null> {
  const row = await newest<ShiftRow>(req, 'shifts', tenantId, '-number')
  return row && shiftDocument(row)
}

export async function ledgerHead(req: PayloadRequest, tenantId: string): Promise<number> {
  return (await newest<PaymentRow>(req, 'payments', tenantId, '-seq'))?.seq ?? 0
}

export async function ledgerAfter(
  req: PayloadRequest,
  tenantId: string,
  { seq: after, currency }: { readonly seq: number; readonly currency: string },
): Promise<LedgerSum> {
  const records = await readLedger(req.payload, tenantId, { after, currency }, req)
  return { toSeq: await ledgerHead(req, tenantId), cash: cashOf(records) }
}

async function newest<Row extends { id: number }>(
  req: PayloadRequest,
  collection: 'shifts' | 'payments',
  tenantId: string,
  sort: string,
): Promise<Row | null> {
  const where = { tenant: { equals: tenantId } }
  const { docs } = await req.payload.db.find<Row>({ collection, where, sort, limit: 1, pagination: false, req })
  return docs[0] ?? null
}
