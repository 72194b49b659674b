import type { SyncActions } from '../hooks/actions'
import type {
  ConnectionMetrics,
  ConnectionState,
  EventFilter,
  EventType,
  OrderData,
  SyncCallback,
  SyncConfiguration,
  SyncEvent,
} from '../types'

/** Types of the old library that nothing of this one needs: pages name them for what they keep themselves. */

// biome-ignore lint/suspicious/noExplicitAny: pages put in and read what they like, as they did
type Anything = any

export interface SyncState {
  connectionState: ConnectionState
  events: SyncEvent[]
  configuration: SyncConfiguration
  metrics: ConnectionMetrics
  error: string | null
  lastEventId: string | null
}

/** A connection in a few figures. The engine's own status is `SyncStatus` of the `engine` entry. */
export interface SyncStatus {
  connected: boolean
  connecting: boolean
  error: string | null
  eventCount: number
  /** Milliseconds. */
  uptime: number
  lastEventTime: string | null
}

export interface SyncMethods
  extends Pick<SyncActions, 'connect' | 'disconnect' | 'reconnect' | 'startPolling' | 'stopPolling'> {
  clearEvents: () => void
  updateConfig: (config: Partial<SyncConfiguration>) => void
}

/** An event on the wire, before it is read. */
export interface SSEEventData {
  eventType: string
  data: Anything
  orderID?: string
  timestamp: string
}

export interface SSEConnectionOptions {
  orderID?: string | null
  eventTypes?: string[]
  withCredentials?: boolean
  headers?: Record<string, string>
}

export type SSEEventHandler = SyncCallback

export interface SSEError {
  type: 'connection' | 'parsing' | 'network' | 'timeout'
  message: string
  timestamp: string
  retryable: boolean
}

export interface SyncPreferences {
  autoReconnect: boolean
  eventTypes: EventType[]
  debugMode: boolean
  notificationsEnabled: boolean
}

export interface EventHistory {
  events: SyncEvent[]
  maxSize: number
  lastCleanup: string
}

export interface EventSubscription {
  id: string
  callback: SyncCallback
  filter?: EventFilter
  createdAt: string
  active: boolean
  deliveredCount: number
}

export interface DashboardSyncData {
  orders: Anything[]
  stats: Anything
  lastSyncTime: string
  pendingUpdates: SyncEvent[]
}

export interface NavigationTrigger {
  eventType: EventType
  condition: (event: SyncEvent) => boolean
  action: 'refresh' | 'redirect' | 'notify'
  target?: string
}

export interface OrderPageSyncData {
  orderData: OrderData | null
  recentEvents: SyncEvent[]
  autoRefresh: boolean
  navigationTriggers: NavigationTrigger[]
}

export interface OptimisticUpdate {
  id: string
  type: 'order_update' | 'stage_change' | 'payment_update'
  data: Anything
  timestamp: string
  confirmed: boolean
  rollback?: () => void
}
