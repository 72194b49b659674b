'use client'

import { useEffect, useMemo, useState } from 'react'
import type { Subscription } from '../../sync-engine'
import type { ClientState } from '../client/state'
import { passes, type SubscriptionOptions, toSubscription } from '../client/subscription'
import { useClient } from '../context'
import type { ConnectionMetrics, ConnectionState, SyncConfiguration, SyncEvent } from '../types'
import { type Readers, rememberList, useInstance, useTracked } from '../use-tracked'
import { createActions, type Owner, type SyncActions } from './actions'

export interface SyncManagerHookReturn extends SyncActions {
  connectionState: ConnectionState
  /** Newest last. Narrowed to the order and types this component asked for. */
  events: SyncEvent[]
  /** What went wrong, in words for people. */
  error: string | null
  metrics: ConnectionMetrics
  configuration: SyncConfiguration
  /** ISO 8601; while polling, when the stream is tried again. */
  nextSseRetryAt: string | null
  isConnected: boolean
  isConnecting: boolean
  isPollingFallback: boolean
  /** Nothing has been heard from the server yet. */
  isLoading: boolean
}

const NO_OPTIONS: SubscriptionOptions = {}

/**
 * Connection, events and actions. A component re-renders only when a field it reads changes. With `tenantId` it has
 * that tenant's stream; with `orderID`, `eventTypes` or `bayId` it sees those events only and the stream carries them.
 */
export function useSyncManager(options: SubscriptionOptions = NO_OPTIONS): SyncManagerHookReturn {
  const client = useClient(options.tenantId)
  const owner = useInstance<Owner>(() => ({ mounted: false, parted: false }))
  const [asked, setAsked] = useState<string>('{}')
  const [parted, setParted] = useState(false)
  const own = JSON.stringify(toSubscription({ ...options, tenantId: null }))
  const filter = own === '{}' ? asked : own

  useEffect(() => {
    owner.mounted = true
    return () => {
      owner.mounted = false
      client.shares.release(owner)
    }
  }, [client, owner])
  useEffect(() => (own === '{}' ? undefined : client.shares.need({}, JSON.parse(own))), [client, own])

  const actions = useMemo(
    () => createActions(client, owner, (subscription) => setAsked(JSON.stringify(subscription)), setParted),
    [client, owner],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: who has parted reads everything anew
  const readers = useMemo(
    () => ({ ...readersFor(JSON.parse(filter), owner), ...constants(actions) }),
    [filter, actions, owner, parted],
  )
  return useTracked<ClientState, SyncManagerHookReturn>(client, readers)
}

type StateFields = Omit<SyncManagerHookReturn, keyof SyncActions>

function readersFor(filter: Subscription, owner: Owner): Readers<ClientState, StateFields> {
  const connectionOf = (state: ClientState) => (owner.parted ? 'disconnected' : state.connectionState)
  const all = Object.keys(filter).length === 0
  const events = rememberList((state: ClientState) =>
    all ? state.events : state.events.filter((event) => passes(event, filter)),
  )
  return {
    connectionState: connectionOf,
    events: (state) => events(state) as SyncEvent[],
    error: (state) => state.error,
    metrics: (state) => state.metrics,
    configuration: (state) => state.configuration,
    nextSseRetryAt: (state) => (connectionOf(state) === 'polling_fallback' ? state.status.nextRetryAt : null),
    isConnected: (state) => connectionOf(state) === 'connected',
    isConnecting: (state) => CONNECTING.has(connectionOf(state)),
    isPollingFallback: (state) => connectionOf(state) === 'polling_fallback',
    isLoading: (state) => state.loading,
  }
}

const CONNECTING: ReadonlySet<ConnectionState> = new Set(['connecting', 'reconnecting'])

function constants(actions: SyncActions): Readers<ClientState, SyncActions> {
  const readers = Object.entries(actions).map(([name, action]) => [name, () => action] as const)
  return Object.fromEntries(readers) as unknown as Readers<ClientState, SyncActions>
}

/** The same under the name that existing pages use. */
export const useSyncManagerContext = (): SyncManagerHookReturn => useSyncManager()
