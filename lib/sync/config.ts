/** Settings of the engine; durations in milliseconds. Defaults are the documented ones. */
export interface SyncConfig {
  /** Follow one order only. */
  readonly orderID?: string | undefined
  /** Follow these event types only. */
  readonly eventTypes?: readonly string[] | undefined
  readonly bayId?: string | undefined
  readonly tenantId?: string | undefined
  /** Connect as soon as the manager is started. */
  readonly autoConnect: boolean
  /** Try again after a failure. */
  readonly autoReconnect: boolean
  /** Failures in a row before polling takes over. */
  readonly maxReconnectAttempts: number
  /** Base of the exponential backoff. */
  readonly reconnectDelay: number
  readonly maxReconnectDelay: number
  /** Assumed until the server's `connected` frame names its own. */
  readonly heartbeatInterval: number
  /** Most events kept in the list of recent ones. */
  readonly eventHistoryLimit: number
  /** Events behind the server beyond which a snapshot comes first, and but the newest of them after it. */
  readonly farBehind: number
  readonly pollingInterval: number
  /** Fraction of the polling interval added or taken at random, 0 to 1. */
  readonly pollingJitter: number
  /** How often SSE is tried again while polling. */
  readonly sseRetryInterval: number
  /** Failures in a row that open the circuit breaker. */
  readonly breakerThreshold: number
  /** How long it stays open before one probe. */
  readonly breakerCooldown: number
  /** Longest `Retry-After` that is honoured. */
  readonly maxRetryAfter: number
  /** Time allowed for one HTTP request, body included. */
  readonly requestTimeout: number
}

export const DEFAULT_SYNC_CONFIG: SyncConfig = {
  autoConnect: true,
  autoReconnect: true,
  maxReconnectAttempts: 5,
  reconnectDelay: 1_000,
  maxReconnectDelay: 5_000,
  heartbeatInterval: 30_000,
  eventHistoryLimit: 100,
  farBehind: 2_000,
  pollingInterval: 15_000,
  pollingJitter: 0.1,
  sseRetryInterval: 120_000,
  breakerThreshold: 5,
  breakerCooldown: 5_000,
  maxRetryAfter: 3_600_000,
  requestTimeout: 15_000,
}
