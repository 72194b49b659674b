import type { SyncStatus } from '../../feed'
import type { LogEntry } from '../../manager-api'
import type { SyncMetrics } from '../../metrics/metrics'
import type { ConnectionMoment } from '../client/state'
import type { SyncEvent } from '../types'

export type DebugAction = 'disconnect' | 'reconnect' | 'dropStream' | 'forcePolling' | 'clear'

export interface DebugSnapshot {
  readonly status: SyncStatus
  /** `null` before the engine has started. */
  readonly metrics: SyncMetrics | null
  /** Newest last. */
  readonly events: readonly SyncEvent[]
  /** Newest last. */
  readonly history: readonly ConnectionMoment[]
  /** Newest last. */
  readonly log: readonly LogEntry[]
}

/**
 * What the debug panel shows and does. In a page the provider's own engine; in Electron's renderer a bridge to main's.
 * `read` may be asked at any time and need not return the same object twice.
 */
export interface SyncDebugSource {
  read(): DebugSnapshot | Promise<DebugSnapshot>
  /** Tells when something changed; the panel also looks once a second. */
  subscribe(listener: () => void): () => void
  act(action: DebugAction): void | Promise<void>
  /** The persisted format, as text to be saved. Absent where there is nothing to export. */
  exportState?(): string | Promise<string>
  /** Takes an exported text over. @throws Error with the reason, having changed nothing */
  importState?(text: string): void | Promise<void>
}
