import type { FeedState } from '../../feed'
import type { LogEntry, SyncEngine } from '../../manager-api'
import type { SyncConfiguration, SyncEvent } from '../types'

export interface EngineRequest {
  readonly tenantId: string | null
  readonly configuration: Partial<SyncConfiguration>
  /** What an engine before this one knew; the new one goes on from its cursor. */
  readonly handover: FeedState | null
  readonly log: (entry: LogEntry) => void
  /** Called after the engine has handled something its stream said, so that a page shows it without waiting a frame. */
  readonly nudge: () => void
  /** Called with the events an earlier session kept, before the engine has started. */
  readonly restored: (events: readonly SyncEvent[]) => void
}

/** Makes the engine behind a client; nothing happens before its `start`. */
export type CreateEngine = (request: EngineRequest) => SyncEngine
