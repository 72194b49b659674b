/** Counters and gauges of one engine since `startedAt`; durations in milliseconds. */
export interface SyncMetrics {
  readonly startedAt: string
  readonly totalConnections: number
  readonly totalEvents: number
  readonly eventsByType: Readonly<Record<string, number>>
  readonly invalidEvents: number
  readonly duplicateEvents: number
  readonly reconnects: number
  readonly failedAttempts: number
  readonly totalAttempts: number
  /** Time spent connected. */
  readonly uptime: number
  /** Connected share of the time since start, 0 to 1. */
  readonly uptimeShare: number
  /** Over the last 10 s. */
  readonly eventsPerSecond: number
  readonly fallbackCount: number
  readonly fallbackTime: number
  /** Time from loss to restored SSE, newest last, at most 20. */
  readonly recoveryTimes: readonly number[]
  /** Failed share of attempts, 0 to 1. */
  readonly errorRate: number
  /** Bytes held by the journal, where it can tell. */
  readonly storageBytes: number | null
  /** Server timestamp to receipt of recent events, newest last, at most 100. */
  readonly latencies: readonly number[]
}
