export type { SendOptions } from '../car-wash/make-command'
export type { CommandOutcome, SettledOutcome } from './client/command-outcomes'
export type { CreateEngine, EngineRequest, Handover } from './client/create-engine'
export type { SubscriptionOptions } from './client/subscription'
export type { DebugAction, DebugFileAction, SyncDebugSource } from './debug/debug-source'
export { SyncDebugPanel, type SyncDebugPanelProps } from './debug/sync-debug-panel'
export type { SyncActions } from './hooks/actions'
export { type AutoNavigation, type AutoNavigationOptions, useAutoNavigation } from './hooks/use-auto-navigation'
export { type BaysSync, useBaysSync } from './hooks/use-bays-sync'
export { type Commands, type PendingCommand, useCommands } from './hooks/use-commands'
export { type ConnectionHealth, type HealthStatus, useConnectionHealth } from './hooks/use-connection-health'
export { type EventAcknowledgment, useEventAcknowledgment } from './hooks/use-event-acknowledgment'
export {
  type EventSelection,
  type OrderSync,
  useEventTypeSync,
  useOrderStageChange,
  useOrderSync,
} from './hooks/use-events'
export { type OptimisticUpdates, useOptimisticUpdates } from './hooks/use-optimistic-updates'
export { type OrdersSync, useOrdersSync } from './hooks/use-orders-sync'
export { type QueueSync, type QueueUpdate, useQueueSync } from './hooks/use-queue-sync'
export {
  type AutoRefreshOptions,
  useAutoRefresh,
  useDashboardSync,
  useOrderPolling,
  usePollingFallback,
} from './hooks/use-refresh'
export { type SyncManagerHookReturn, useSyncManager, useSyncManagerContext } from './hooks/use-sync-manager'
export { useWashingBaySync, type WashingBaySync } from './hooks/use-washing-bay-sync'
export {
  LogCategory,
  LogLevel,
  logConnection,
  logEvents,
  logPolling,
  logStorage,
  type PageLogEntry,
  syncLogger,
} from './old-names/log'
export type { PageOrder } from './old-names/order'
export { DEFAULT_RECONNECTION_CONFIG } from './old-names/reconnection'
export { type ConnectionStateInfo, SyncUtils } from './old-names/sync-utils'
export type {
  DashboardSyncData,
  EventHistory,
  EventSubscription,
  NavigationTrigger,
  OptimisticUpdate,
  OrderPageSyncData,
  SSEConnectionOptions,
  SSEError,
  SSEEventData,
  SSEEventHandler,
  SyncMethods,
  SyncPreferences,
  SyncState,
  SyncStatus,
} from './old-names/types'
export { SyncManagerProvider, type SyncManagerProviderProps } from './provider'
export {
  type ConnectionMetrics,
  ConnectionState,
  ConnectionState as State,
  DEFAULT_SYNC_CONFIG,
  type EffectiveConfiguration,
  type EventCounts,
  type EventData,
  type EventFilter,
  type EventFilter as Filter,
  type EventMetadata,
  type EventType,
  type EventType as Type,
  type OrderData,
  type OrderID,
  type PersistedSyncState,
  type ReconnectionConfig,
  STORAGE_KEYS,
  type SyncCallback,
  type SyncCallback as Callback,
  type SyncConfiguration,
  type SyncEvent,
  type SyncEvent as Event,
  type SyncSettings,
} from './types'
