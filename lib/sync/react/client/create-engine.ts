import type { FeedState, SyncEngine } from '../../car-wash/types'
import type { LogEntry } from '../../ports/ports'
import type { NameLink } from '../../transport/broken-link'
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
  /** Asked when requests fail. */
  readonly links: LinkNames
  /** Called with the events an earlier session kept, before the engine has started. */
  readonly restored: (events: readonly SyncEvent[]) => void
}

/** What names a broken link, once somebody on this page shows it or another tab may; `null` until then. */
export interface LinkNames {
  name: NameLink | null
}

/** Makes the engine behind a client; nothing happens before its `start`. */
export type CreateEngine = (request: EngineRequest) => SyncEngine
