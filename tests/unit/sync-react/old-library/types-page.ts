import {
  type Callback,
  type ConnectionMetrics,
  ConnectionState,
  type DashboardSyncData,
  type Event,
  type EventData,
  type EventFilter,
  type EventHistory,
  type EventMetadata,
  type EventSubscription,
  type EventType,
  type Filter,
  type NavigationTrigger,
  type OptimisticUpdate,
  type OrderData,
  type OrderID,
  type OrderPageSyncData,
  type PersistedSyncState,
  type ReconnectionConfig,
  type SSEConnectionOptions,
  type SSEError,
  type SSEEventData,
  type SSEEventHandler,
  type State,
  type SyncCallback,
  type SyncConfiguration,
  type SyncEvent,
  type SyncManagerHookReturn,
  type SyncMethods,
  type SyncPreferences,
  type SyncState,
  type SyncStatus,
  type Type,
} from '@/lib/sync'

/** What a page of the old library makes of its types: each in the documented shape, no field more. */

const now = '2024-12-04T10:00:00Z'
const orderID: OrderID = 'AX-20241204-0001'
const type: EventType = 'stage_change'
const metadata: EventMetadata = { receivedAt: now, processed: true, acknowledged: false, source: 'sse' }

export const order: OrderData = {
  id: '66f0',
  orderID,
  orderStage: 'billed',
  qrCodeGenerated: true,
  whatsappLinked: false,
  totalAmount: 2500,
  paymentStatus: 'pending',
  overallStatus: 'in_progress',
  createdAt: now,
  updatedAt: now,
}

const data: EventData = { previousStage: 'open', newStage: 'billed', order, anythingElse: 1 }
export const event: SyncEvent = { id: 'event_1', eventType: type, data, orderID, timestamp: now, metadata }

export const configuration: SyncConfiguration = {
  orderID: null,
  eventTypes: undefined,
  autoReconnect: true,
  maxReconnectAttempts: 5,
  reconnectDelay: 1000,
  heartbeatInterval: 30000,
  eventHistoryLimit: 100,
}
/** A list that the page changes. */
export const types: EventType[] = configuration.eventTypes ?? []

const figures: Pick<ConnectionMetrics, 'totalEvents' | 'averageLatency'> = { totalEvents: 1, averageLatency: 12 }
export const counts = (metrics: ConnectionMetrics): Record<EventType, number> => metrics.eventCounts

export const state = (metrics: ConnectionMetrics): SyncState => ({
  ...{ connectionState: ConnectionState.CONNECTED, events: [event], configuration, metrics, error: null },
  lastEventId: null,
})
export const isUp = (connection: State): connection is ConnectionState.CONNECTED =>
  connection === ConnectionState.CONNECTED

export const status: SyncStatus = {
  ...{ connected: true, connecting: false, error: null, eventCount: figures.totalEvents, uptime: 0 },
  lastEventTime: now,
}
export const raw: SSEEventData = { eventType: type, data: JSON.parse('{}'), timestamp: now }
export const stream: SSEConnectionOptions = { orderID, eventTypes: ['stage_change'], withCredentials: true }
export const lost: SSEError = { type: 'network', message: 'gone', timestamp: now, retryable: true }
export const preferences: SyncPreferences = {
  ...{ autoReconnect: true, eventTypes: types, debugMode: false, notificationsEnabled: true },
}
export const history: EventHistory = { events: [event], maxSize: 100, lastCleanup: now }
export const filter: EventFilter & Filter = { orderID, eventTypes: [type], since: now, limit: 5 }
const callback: SyncCallback & Callback & SSEEventHandler = (told: Event) => void told.id
export const subscription: EventSubscription = {
  ...{ id: 'one', callback, filter, createdAt: now, active: true, deliveredCount: 0 },
}
export const methods = (sync: SyncManagerHookReturn): SyncMethods => ({
  ...{ connect: sync.connect, disconnect: sync.disconnect, reconnect: sync.reconnect },
  ...{ startPolling: sync.startPolling, stopPolling: sync.stopPolling },
  clearEvents: sync.clearEventHistory,
  updateConfig: sync.updateConfiguration,
})
export const restart: ReconnectionConfig = {
  ...{ enabled: true, maxAttempts: 5, initialDelay: 1000, maxDelay: 30000, backoffMultiplier: 2 },
}
const trigger: NavigationTrigger = { eventType: type, condition: (told) => told.id !== '', action: 'redirect' }
export const orderPage: OrderPageSyncData = {
  ...{ orderData: order, recentEvents: [event], autoRefresh: true, navigationTriggers: [trigger] },
}
export const dashboard: DashboardSyncData = { orders: [order], stats: {}, lastSyncTime: now, pendingUpdates: [event] }
export const update: OptimisticUpdate = { id: 'one', type: 'stage_change', data, timestamp: now, confirmed: false }
export const kept = (text: string): PersistedSyncState => JSON.parse(text)
export const names: Partial<Record<Type, string>> = { [type]: 'Stage' }
