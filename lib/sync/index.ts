/** The whole documented system for web clients: the car wash, the engine and, over it, the React provider and hooks. */
export * from '../domain'
export * from './engine'
export * from './react'
// Where page and engine use one name, pages get theirs: an event with its metadata, a state as value and as type.
export {
  ConnectionState,
  DEFAULT_SYNC_CONFIG,
  type PersistedSyncState,
  STORAGE_KEYS,
  type SyncEvent,
  type SyncStatus,
} from './react'
