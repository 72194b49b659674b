import type { Queue } from '@/lib/domain/documents'
import { instant } from './instant'
import type { RowOf } from './row'

export type QueueRow = RowOf<'queues', 'queueId'>

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
