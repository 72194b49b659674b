/** The hooks under the address that pages of the old library import them from. */
export {
  useAutoRefresh,
  useConnectionHealth,
  useDashboardSync,
  useEventAcknowledgment,
  useEventTypeSync,
  useOptimisticUpdates,
  useOrderPolling,
  useOrderStageChange,
  useOrderSync,
  usePollingFallback,
  useSyncManager,
  useSyncManager as default,
} from './react'
