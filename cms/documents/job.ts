import type { Job } from '@/lib/domain/documents'
import { instant, instantOrNull } from './instant'
import type { RowOf } from './row'

export type JobRow = RowOf<'jobs', 'jobId' | 'orderID' | 'vehicleType' | 'status'>

export function jobDocument(row: JobRow): Job {
  return {
    jobId: row.jobId,
    tenantId: row.tenant,
    orderID: row.orderID,
    bayId: row.bayId || null,
    fromQueue: row.fromQueue ?? null,
    fromBay: row.fromBay || null,
    plate: row.plate ?? '',
    vehicleType: row.vehicleType,
    title: row.title ?? '',
    notes: row.notes ?? '',
    status: row.status,
    steps: row.steps ?? [],
    startedAt: instantOrNull(row.startedAt),
    pausedAt: instantOrNull(row.pausedAt),
    pausedMs: row.pausedMs ?? 0,
    finishedAt: instantOrNull(row.finishedAt),
    updatedAt: instant(row.changedAt ?? row.createdAt),
    version: row.version ?? 1,
  }
}
