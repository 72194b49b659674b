import type { Order } from '../../domain'
import type { SyncEventType } from '../car-wash/wire'
import { DEFAULT_SYNC_CONFIG, type SyncConfig } from '../config'
import { type ConnectionStateName, ConnectionState as EngineConnectionState } from '../connection/states'
import type { EventSourceKind } from '../journal/journal'

/** The documented states under their documented names, as value and as type. */
export const ConnectionState = EngineConnectionState
export type ConnectionState = ConnectionStateName

export type EventType = SyncEventType

/** The order inside an event: whole from a current server; from imports and tests sometimes only its number. */
export type OrderData = Partial<Order> & { orderID: string }

/** What an event carries. Fields depend on `eventType`; the event table in README.md lists them. */
export interface EventData {
  // biome-ignore lint/suspicious/noExplicitAny: pages read event-specific fields without narrowing, as documented
  [field: string]: any
  previousStage?: string
  newStage?: string
  order?: OrderData
  clientId?: string
  message?: string
  activeConnections?: number
}

export interface EventMetadata {
  receivedAt: string
  processed: boolean
  acknowledged: boolean
  retryCount?: number
  source: EventSourceKind
}

/** An event as pages see it: from the log, or a frame of the stream itself (`connected`, `heartbeat`). */
export interface SyncEvent {
  id: string
  eventType: EventType
  data: EventData
  orderID?: string
  tenantId?: string
  actor?: string
  /** When it happened at the server, ISO 8601 UTC. */
  timestamp: string
  metadata: EventMetadata
}

/** Settings as pages give them: `null` stands for "not set"; durations in milliseconds. */
export interface SyncConfiguration extends Omit<SyncConfig, 'orderID' | 'eventTypes' | 'bayId' | 'tenantId'> {
  readonly orderID?: string | null
  readonly eventTypes?: readonly EventType[] | null
  readonly bayId?: string | null
  readonly tenantId?: string | null
  /** `false` keeps trying the stream for ever instead of polling. */
  readonly enablePollingFallback?: boolean
}

export interface ConnectionMetrics {
  totalConnections: number
  totalEvents: number
  totalReconnects: number
  /** Milliseconds spent connected. */
  uptime: number
  lastConnectedAt: string | null
  lastDisconnectedAt: string | null
  /** Milliseconds from the server's timestamp to receipt, over recent events. */
  averageLatency: number
  eventCounts: Record<string, number>
  pollingSessions: number
  /** Milliseconds. */
  totalPollingTime: number
}

export interface EventFilter {
  orderID?: string | null
  eventTypes?: readonly EventType[]
  /** ISO 8601; older events are left out. */
  since?: string
  /** At most so many, the newest; for lists, not for callbacks. */
  limit?: number
}

export type SyncCallback = (event: SyncEvent) => void
export type OrderID = string

/** What `localStorage` holds under `STORAGE_KEYS.SYNC_STATE`. */
export interface PersistedSyncState {
  events: SyncEvent[]
  configuration: Partial<SyncConfiguration>
  lastConnectionTime: string | null
  connectionMetrics: Partial<ConnectionMetrics>
  lastEventId: string | null
  version: string
}

export interface ReconnectionConfig {
  enabled: boolean
  maxAttempts: number
  initialDelay: number
  maxDelay: number
  backoffMultiplier: number
}

export const DEFAULT_RECONNECTION_CONFIG: ReconnectionConfig = {
  enabled: DEFAULT_SYNC_CONFIG.autoReconnect,
  maxAttempts: DEFAULT_SYNC_CONFIG.maxReconnectAttempts,
  initialDelay: DEFAULT_SYNC_CONFIG.reconnectDelay,
  maxDelay: DEFAULT_SYNC_CONFIG.maxReconnectDelay,
  backoffMultiplier: 2,
}

/** Keys in `localStorage`. Only `SYNC_STATE` is written; the others are those of the old library, left untouched. */
export const STORAGE_KEYS = {
  SYNC_STATE: 'ax-billing-sync-state',
  PREFERENCES: 'ax-billing-sync-preferences',
  EVENT_HISTORY: 'ax-billing-event-history',
  METRICS: 'ax-billing-sync-metrics',
} as const
