import { arch, cpus, freemem, release, totalmem, uptime } from 'node:os'
import type { LogEntry, SyncMetrics, SyncStatus } from '@/lib/sync/engine'
import type { AppInfo, ServerState, StationSettings } from '@/preload/contract'
import { redact } from './redact'

export interface DiagnosticsInput {
  readonly at: string
  readonly info: AppInfo
  readonly settings: StationSettings
  readonly status: SyncStatus
  readonly metrics: SyncMetrics
  readonly server: ServerState
  readonly log: readonly LogEntry[]
  /** How many of each kind; never the documents themselves. */
  readonly documents: Readonly<Record<string, number>>
}

/** The engineer's file as JSON text: numbered parts, no secret and no customer in it. */
export function diagnosticsText(input: DiagnosticsInput): string {
  const { at, info, settings, status, metrics, server, documents, log } = input
  const machine = {
    arch: arch(),
    release: release(),
    cpus: cpus().length,
    memory: { total: totalmem(), free: freemem() },
    uptime: Math.round(uptime()),
  }
  const parts = {
    '1 written': at,
    '2 station': info,
    '3 machine': machine,
    '4 settings': settings,
    '5 sync status': status,
    '6 sync metrics': metrics,
    '7 server': server,
    '8 documents': documents,
    '9 log': log,
  }
  return `${JSON.stringify(redact(parts), null, 2)}\n`
}
