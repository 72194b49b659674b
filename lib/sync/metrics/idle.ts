import type { SyncMetrics } from './metrics'

/** Figures of an engine that has done nothing yet. */
export function idleMetrics(startedAt: string): SyncMetrics {
  return {
    startedAt,
    totalConnections: 0,
    totalEvents: 0,
    eventsByType: {},
    invalidEvents: 0,
    duplicateEvents: 0,
    reconnects: 0,
    failedAttempts: 0,
    totalAttempts: 0,
    uptime: 0,
    uptimeShare: 0,
    eventsPerSecond: 0,
    fallbackCount: 0,
    fallbackTime: 0,
    recoveryTimes: [],
    errorRate: 0,
    storageBytes: null,
    latencies: [],
  }
}
