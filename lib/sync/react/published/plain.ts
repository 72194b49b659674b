/** What a server component may use as well as a page. */
export { idOfNextTry, newCommandId } from '../../../domain/commands/command-id'
export {
  LogCategory,
  LogLevel,
  logConnection,
  logEvents,
  logPolling,
  logStorage,
  syncLogger,
} from '../old-names/log'
export { DEFAULT_RECONNECTION_CONFIG } from '../old-names/reconnection'
export { SyncUtils } from '../old-names/sync-utils'
export {
  ConnectionState,
  ConnectionState as State,
  DEFAULT_SYNC_CONFIG,
  STORAGE_KEYS,
} from '../types'
