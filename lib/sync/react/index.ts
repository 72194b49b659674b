export type { CreateEngine, EngineRequest, Handover } from './client/create-engine'
export type { SubscriptionOptions } from './client/subscription'
export type { DebugAction, DebugFileAction, SyncDebugSource } from './debug/debug-source'
export { SyncDebugPanel, type SyncDebugPanelProps } from './debug/sync-debug-panel'
export type { SyncActions } from './hooks/actions'
export { type BaysSync, useBaysSync } from './hooks/use-bays-sync'
export { type Commands, useCommands } from './hooks/use-commands'
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
export { SyncManagerProvider, type SyncManagerProviderProps } from './provider'
export {
  type ConnectionMetrics,
  ConnectionState,
  DEFAULT_RECONNECTION_CONFIG,
  type EventData,
  type EventFilter,
  type EventMetadata,
  type EventType,
  type OrderData,
  type OrderID,
  type PersistedSyncState,
  type ReconnectionConfig,
  STORAGE_KEYS,
  type SyncCallback,
  type SyncConfiguration,
  type SyncEvent,
} from './types'
