import type { Bay } from '@/lib/domain/documents'
import { instant } from './instant'
import type { RowOf } from './row'

export type BayRow = RowOf<'bays', 'status'>

export function bayDocument(row: BayRow): Bay {
  return {
    bayId: row.bayId,
    tenantId: row.tenant,
    name: row.name,
    position: row.position ?? 0,
    status: row.status,
    statusReason: row.statusReason || null,
    orderID: row.orderID || null,
    jobId: row.jobId || null,
    updatedAt: instant(row.changedAt ?? row.createdAt),
    version: row.version ?? 1,
  }
}
