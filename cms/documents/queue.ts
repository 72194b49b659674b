import type { Queue, QueueId } from '@/lib/sync/protocol/documents'
import { instant } from './instant'

export interface QueueRow {
  id?: number | string
  queueId: QueueId
  tenant: string
  name: string
  open?: boolean | null
  entries?: Queue['entries'] | null
  createdAt?: string
  changedAt?: string | null
  version?: number | null
}

export function queueDocument(row: QueueRow): Queue {
  return {
    queueId: row.queueId,
    tenantId: row.tenant,
    name: row.name,
    open: row.open ?? true,
    entries: row.entries ?? [],
    updatedAt: instant(row.changedAt ?? row.createdAt),
    version: row.version ?? 1,
  }
}
