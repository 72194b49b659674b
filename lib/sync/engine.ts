/**
 * The isomorphic sync engine, given this car wash: no React, no Electron, no Payload. `@/lib/sync` adds the React hooks to
 * it. Below, only `car-wash` knows what the documents are about.
 */
export {
  BrowserOutbox,
  CAR_WASH,
  type FeedBatch,
  type FeedState,
  feedOf,
  LocalStorageJournal,
  type RefusedCommand,
  refusedCommandSchema,
  SharedEngine,
  type StationSource,
  type StoredEvent,
  type SyncEngine,
  SyncManager,
  type SyncManagerOptions,
} from './car-wash'
export type { CommandResult } from './car-wash/wire'
export * from './car-wash/wire'
export * from './config'
export { ConnectionHistory, type ConnectionMoment } from './connection/history'
export * from './connection/states'
export * from './debug/debug-feed'
export { mergeBatches, NOTHING_NEW } from './feed/batch'
export * from './feed/feed'
export * from './journal/journal'
export type { LocalStorageJournalOptions } from './journal/local-storage'
export { MemoryJournal } from './journal/memory'
export {
  type ParsedState,
  type PersistedEvent,
  type PersistedState,
  parseState,
  STORAGE_KEY,
  STORAGE_VERSION,
  serialiseState,
  withinLimits,
} from './journal/storage-format'
export { idleMetrics } from './metrics/idle'
export * from './metrics/metrics'
export { MemoryOutbox } from './outbox/memory-outbox'
export { DECISIONS, type Decision } from './outbox/refused-command'
export type { Withdrawal } from './outbox/withdrawal'
export * from './ports/ports'
export { systemClock } from './ports/system-clock'
export * from './protocol'
export { IDLE_STATUS } from './status/idle-status'
export * from './status/status'
export type { Subscription } from './sync-engine'
export type { BrokenLink, BrokenLinkName } from './transport/broken-link'
