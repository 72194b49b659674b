/** The entry `.` of the package. Schemas, rules and the engine by itself are in `./engine`. */
export type * from '../../../domain'
export type { Snapshot } from '../../car-wash/wire'
export type * from '..'
export type { PersistedSyncState, SyncEvent, SyncStatus } from '..'
export * from './client'
export { SyncDebugPanel } from './debug'
export * from './plain'
