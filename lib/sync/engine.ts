/** The isomorphic sync engine: no React, no Electron, no Payload. `@/lib/sync` adds the React hooks to it. */
export { MemoryOutbox } from './commands/memory-outbox'
export * from './commands/refused-command'
export * from './config'
export { ConnectionHistory, type ConnectionMoment } from './connection/history'
export * from './connection/states'
export * from './debug-feed'
export * from './feed'
export * from './journal/journal'
export { LocalStorageJournal, type LocalStorageJournalOptions } from './journal/local-storage'
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
export * from './manager-api'
export { idleMetrics } from './metrics/idle'
export * from './metrics/metrics'
export * from './projection/documents'
export * from './protocol'
export { SyncManager } from './sync-manager'
export { systemClock } from './system-clock'
