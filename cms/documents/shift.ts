import type { Shift } from '@/lib/domain/documents'
import { instant, instantOrNull } from './instant'
import type { RowOf } from './row'

export type ShiftRow = RowOf<'shifts', 'shiftId' | 'number' | 'openedAt' | 'currency' | 'float' | 'fromSeq'>

export function shiftDocument(row: ShiftRow): Shift {
  return {
    shiftId: row.shiftId,
    tenantId: row.tenant,
    number: row.number,
    openedAt: instant(row.openedAt),
    openedBy: row.openedBy || null,
    currency: row.currency,
    float: row.float,
    fromSeq: row.fromSeq,
    closedAt: instantOrNull(row.closedAt),
    closedBy: row.closedBy || null,
    counted: row.counted ?? null,
    toSeq: row.toSeq ?? null,
    expected: row.expected ?? null,
    note: row.note ?? '',
    updatedAt: instant(row.changedAt ?? row.createdAt),
    version: row.version ?? 1,
  }
}
