import type { FeedState, SyncEngine } from '../../car-wash/types'
import type { LogEntry } from '../../ports/ports'
import type { SyncEvent, SyncSettings } from '../types'

/** A picture that is already there when the engine starts. */
export interface Handover {
  readonly state: FeedState
  /**
   * `engine`: an engine before this one left off here. `page`: the server drew this with the page; events kept from an
   * earlier session may be older, and those since then are still asked for.
   */
  readonly from: 'engine' | 'page'
}

export interface EngineRequest {
  readonly tenantId: string | null
  readonly configuration: SyncSettings
  /** What to start from. */
  readonly handover: Handover | null
  readonly log: (entry: LogEntry) => void
  /** Called after the engine has handled something its stream said, so that a page shows it without waiting a frame. */
  readonly nudge: () => void
  /** Called with the events an earlier session kept, before the engine has started. */
  readonly restored: (events: readonly SyncEvent[]) => void
}

/** Makes the engine behind a client; nothing happens before its `start`. */
export type CreateEngine = (request: EngineRequest) => SyncEngine
