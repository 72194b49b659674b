import type { Command } from '../../../domain'
import type { RefusedCommand } from '../../car-wash/types'
import type { ConnectionMoment } from '../../connection/history'
import { idleMetrics } from '../../metrics/idle'
import type { SyncMetrics } from '../../metrics/metrics'
import { IDLE_STATUS } from '../../status/idle-status'
import type { SyncStatus } from '../../status/status'
import type { ConnectionMetrics, ConnectionState, EffectiveConfiguration, EventCounts, SyncEvent } from '../types'
import { type Documents, NO_DOCUMENTS } from './documents'

/** Everything a page can select from; a new object whenever anything in it changed. */
export interface ClientState {
  readonly status: SyncStatus
  readonly connectionState: ConnectionState
  readonly events: readonly SyncEvent[]
  readonly documents: Documents
  readonly metrics: ConnectionMetrics
  readonly configuration: EffectiveConfiguration
  /** What the server refused and nobody has decided on yet, oldest first. */
  readonly refused: readonly RefusedCommand[]
  /** Ids of what waits and has certainly not left this machine, oldest first. */
  readonly unsent: readonly string[]
  /** What waits for the server's answer, oldest first. */
  readonly waiting: readonly Command[]
  /** What went wrong, in words for people; `null` while nothing did. */
  readonly error: string | null
  /** Nothing has been heard yet from a server that may still answer. */
  readonly loading: boolean
}

/** What a server renders and a browser hydrates from: no storage, no network, no clock. */
export function initialState(configuration: EffectiveConfiguration, documents: Documents | null): ClientState {
  return {
    status: IDLE_STATUS,
    connectionState: 'disconnected',
    events: [],
    documents: documents ?? NO_DOCUMENTS,
    metrics: toConnectionMetrics(idleMetrics(''), []),
    configuration,
    refused: [],
    unsent: [],
    waiting: [],
    error: null,
    loading: configuration.autoConnect && documents === null,
  }
}

/** The engine's figures under the names that pages know. */
export function toConnectionMetrics(metrics: SyncMetrics, history: readonly ConnectionMoment[]): ConnectionMetrics {
  const up = history.filter(({ state }) => state === 'connected').at(-1)
  const downs = history.filter(({ state }, at) => state !== 'connected' && history[at - 1]?.state === 'connected')
  return {
    totalConnections: metrics.totalConnections,
    totalEvents: metrics.totalEvents,
    totalReconnects: metrics.reconnects,
    uptime: metrics.uptime,
    lastConnectedAt: up?.at ?? null,
    lastDisconnectedAt: downs.at(-1)?.at ?? null,
    averageLatency: mean(metrics.latencies),
    eventCounts: { ...metrics.eventsByType } as EventCounts,
    pollingSessions: metrics.fallbackCount,
    totalPollingTime: metrics.fallbackTime,
  }
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
