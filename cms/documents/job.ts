import type { Job, JobStatus, JobStep, QueueId, VehicleType } from '@/lib/sync/protocol/documents'
import { instant, instantOrNull } from './instant'

export interface JobRow {
  id?: number | string
  jobId: string
  tenant: string
  orderID: string
  bayId?: string | null
  fromQueue?: QueueId | null
  fromBay?: string | null
  plate?: string | null
  vehicleType: VehicleType
  title?: string | null
  notes?: string | null
  status: JobStatus
  steps?: JobStep[] | null
  startedAt?: string | null
  pausedAt?: string | null
  pausedMs?: number | null
  finishedAt?: string | null
  createdAt?: string
  changedAt?: string | null
  version?: number | null
}

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
