'use client'

import { useEffect } from 'react'
import type { Freshness } from '../../status/status'
import { type BrokenLink, nameBrokenLink } from '../../transport/broken-link'
import type { ClientState } from '../client/state'
import { useClient } from '../context'
import type { EffectiveConfiguration, EventCounts } from '../types'
import { type Readers, useTracked } from '../use-tracked'

export type HealthStatus = 'healthy' | 'polling' | 'connecting' | 'error' | 'disconnected'

export interface ConnectionHealth {
  status: HealthStatus
  isConnected: boolean
  isConnecting: boolean
  isPollingFallback: boolean
  error: string | null
  /** How far the picture may be trusted: `current`, `catching_up` or `stale`. Show this rather than the connection. */
  freshness: Freshness
  /** Which link to the server requests fail at, and since when; `null` while they are answered. */
  brokenLink: BrokenLink | null
  /** Milliseconds from this machine's clock to the server's; 0 where they agree within 2 s and until it is known. */
  clockOffset: number
  /** Milliseconds. */
  uptime: number
  totalEvents: number
  totalReconnects: number
  lastConnectedAt: string | null
  eventCounts: EventCounts
  pollingSessions: number
  totalPollingTime: number
  sseRetryInterval: EffectiveConfiguration['sseRetryInterval']
  pollingInterval: EffectiveConfiguration['pollingInterval']
  nextSseRetryAt: string | null
}

const STATUS: Record<ClientState['connectionState'], HealthStatus> = {
  connected: 'healthy',
  polling_fallback: 'polling',
  connecting: 'connecting',
  reconnecting: 'connecting',
  error: 'error',
  disconnected: 'disconnected',
}

const READERS: Readers<ClientState, ConnectionHealth> = {
  status: (state) => STATUS[state.connectionState],
  isConnected: (state) => state.connectionState === 'connected',
  isConnecting: (state) => STATUS[state.connectionState] === 'connecting',
  isPollingFallback: (state) => state.connectionState === 'polling_fallback',
  error: (state) => state.error,
  freshness: (state) => state.status.freshness,
  brokenLink: (state) => state.status.brokenLink ?? null,
  clockOffset: (state) => state.status.clockOffset ?? 0,
  uptime: (state) => state.metrics.uptime,
  totalEvents: (state) => state.metrics.totalEvents,
  totalReconnects: (state) => state.metrics.totalReconnects,
  lastConnectedAt: (state) => state.metrics.lastConnectedAt,
  eventCounts: (state) => state.metrics.eventCounts,
  pollingSessions: (state) => state.metrics.pollingSessions,
  totalPollingTime: (state) => state.metrics.totalPollingTime,
  sseRetryInterval: (state) => state.configuration.sseRetryInterval,
  pollingInterval: (state) => state.configuration.pollingInterval,
  nextSseRetryAt: (state) => (state.connectionState === 'polling_fallback' ? state.status.nextRetryAt : null),
}

/** How the connection is; a component re-renders only for the fields it reads. */
export function useConnectionHealth(): ConnectionHealth {
  const client = useClient()
  useEffect(() => client.nameLinks(nameBrokenLink), [client])
  return useTracked(client, READERS)
}
