import type { Bay, BayStatus } from '@/lib/sync/protocol/documents'
import { instant } from './instant'

export interface BayRow {
  id?: number | string
  bayId: string
  tenant: string
  name: string
  position?: number | null
  status: BayStatus
  statusReason?: string | null
  orderID?: string | null
  jobId?: string | null
  createdAt?: string
  changedAt?: string | null
  version?: number | null
}

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
