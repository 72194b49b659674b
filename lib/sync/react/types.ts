import type { Order, Stage } from '../../domain'
import type { SyncEventType } from '../car-wash/wire'
import { DEFAULT_SYNC_CONFIG as ENGINE_DEFAULTS, type SyncConfig } from '../config'
import { type ConnectionStateName, ConnectionState as EngineConnectionState } from '../connection/states'
import type { EventSourceKind } from '../journal/journal'

/** The documented states under their documented names, as value and as type. */
export const ConnectionState = EngineConnectionState
export type ConnectionState = ConnectionStateName
/** Pages name one state as a type, as the members of the documented enum could be. */
export declare namespace ConnectionState {
  type DISCONNECTED = 'disconnected'
  type CONNECTING = 'connecting'
  type CONNECTED = 'connected'
  type RECONNECTING = 'reconnecting'
  type ERROR = 'error'
  type POLLING_FALLBACK = 'polling_fallback'
}

export type EventType = SyncEventType

/** What the documentation promises of an order, under its names. */
type DocumentedOrder = Pick<
  Order,
  | 'orderID'
  | 'qrCodeGenerated'
  | 'whatsappLinked'
  | 'totalAmount'
  | 'paymentStatus'
  | 'overallStatus'
  | 'createdAt'
  | 'updatedAt'
>

/**
 * The order inside an event. What the reader may not see of it is absent, and from imports and tests it is sometimes no more
 * than its number.
 */
export interface OrderData extends Partial<Omit<Order, keyof DocumentedOrder>>, DocumentedOrder {
  /** The same as `orderID`. */
  id: string
  /** The same as `stage`. */
  orderStage: Stage
  whatsappNumber?: string
}

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
  orderID?: string | undefined
  tenantId?: string | undefined
  actor?: string
  /** When it happened at the server, ISO 8601 UTC. */
  timestamp: string
  metadata: EventMetadata
}

/** Settings by their documented names and in their documented shape; durations in milliseconds. */
export interface SyncConfiguration {
  /** `null` is not set, as for the other three that narrow the stream. */
  orderID?: string | null | undefined
  eventTypes?: EventType[] | undefined
  bayId?: string | null | undefined
  tenantId?: string | null | undefined
  autoConnect?: boolean
  autoReconnect: boolean
  maxReconnectAttempts: number
  reconnectDelay: number
  maxReconnectDelay?: number
  heartbeatInterval: number
  eventHistoryLimit: number
  pollingInterval?: number
  pollingJitter?: number
  sseRetryInterval?: number
  breakerThreshold?: number
  breakerCooldown?: number
  maxRetryAfter?: number
  requestTimeout?: number
  /** `false` keeps trying the stream for ever instead of polling. */
  enablePollingFallback?: boolean
}

/** Settings as pages give them: those that differ, a list that they do not mean to change, `null` for "not set". */
export interface SyncSettings extends Partial<Omit<SyncConfiguration, 'eventTypes'>> {
  eventTypes?: readonly EventType[] | null | undefined
}

/** The settings in force: none of the engine's own is missing. */
export type EffectiveConfiguration = SyncConfiguration &
  Omit<SyncConfig, 'orderID' | 'eventTypes' | 'bayId' | 'tenantId'>

export const DEFAULT_SYNC_CONFIG: EffectiveConfiguration = {
  orderID: null,
  eventTypes: undefined,
  ...ENGINE_DEFAULTS,
  enablePollingFallback: true,
} as EffectiveConfiguration

/** How often each type came; a type that did not come is not named. */
export type EventCounts = Record<EventType, number> & Record<string, number>

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
  eventCounts: EventCounts
  pollingSessions: number
  /** Milliseconds. */
  totalPollingTime: number
}

export interface EventFilter {
  orderID?: string | null | undefined
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

export const STATE_KEY = 'ax-billing-sync-state'

/** Keys in `localStorage`. Only `SYNC_STATE` is written; the others are those of the old library, left untouched. */
export const STORAGE_KEYS = {
  SYNC_STATE: STATE_KEY,
  PREFERENCES: 'ax-billing-sync-preferences',
  EVENT_HISTORY: 'ax-billing-event-history',
  METRICS: 'ax-billing-sync-metrics',
} as const
