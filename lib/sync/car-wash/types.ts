import type { z } from 'zod'
import type { Command, DocumentChange, SyncEvent } from '../../domain'
import type * as feed from '../feed/feed'
import type * as journal from '../journal/journal'
import type * as engine from '../sync-engine'
import type { refusedCommandSchema } from './refused-command'
import type { CommandResult } from './wire'

/** The types of this domain, in the places that the engine keeps for them. */
interface CarWash {
  readonly change: DocumentChange
  readonly event: SyncEvent
  readonly command: Command
  readonly result: CommandResult
  readonly refused: RefusedCommand
}

export type FeedBatch = feed.FeedBatch<CarWash>
export type FeedState = feed.FeedState<CarWash>
export type StationSource = feed.StationSource<CarWash>
export type StoredEvent = journal.StoredEvent<SyncEvent>
export type RefusedCommand = z.infer<typeof refusedCommandSchema>
export type SyncEngine = engine.SyncEngine<CarWash>
export type SyncManagerOptions = Omit<engine.SyncManagerOptions, 'domain' | 'commanding'>
