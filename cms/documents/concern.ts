import type { Concern } from '@/lib/domain/documents'
import { instant, instantOrNull } from './instant'
import type { RowOf } from './row'

export type ConcernRow = RowOf<'concerns', 'concernId' | 'action' | 'answer' | 'raisedAt'>

export function concernDocument(row: ConcernRow): Concern {
  return {
    concernId: row.concernId,
    tenantId: row.tenant,
    orderID: row.orderID || null,
    plate: row.plate || null,
    action: row.action,
    answer: row.answer,
    raisedBy: row.raisedBy || null,
    raisedAt: instant(row.raisedAt),
    decision: row.decision ?? null,
    decidedBy: row.decidedBy || null,
    decidedAt: instantOrNull(row.decidedAt),
    updatedAt: instant(row.changedAt ?? row.createdAt),
    version: row.version ?? 1,
  }
}
