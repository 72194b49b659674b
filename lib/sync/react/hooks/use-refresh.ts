'use client'

import { useEffect, useMemo, useRef } from 'react'
import { useClient } from '../context'
import type { EventType } from '../types'
import { useLatest } from './latest'
import { useCallbackFor } from './use-events'

/** Events after which a dashboard's figures differ. */
const DASHBOARD_EVENTS: readonly EventType[] = [
  'stage_change',
  'order_created',
  'order_deleted',
  'status_update',
  'payment_update',
]
/** Least time between two refreshes of a dashboard, milliseconds: a burst of events is one request, not hundreds. */
const DASHBOARD_GAP = 1_000

/**
 * Calls back when orders were created, deleted or changed: at once, then at most once per `DASHBOARD_GAP`, the last
 * change never left out. While polling stands in for the stream it is also called at the polling interval.
 */
export function useDashboardSync(refresh?: () => unknown): void {
  const call = useLatest(refresh)
  const gap = useRef<{ timer: ReturnType<typeof setTimeout> | null; again: boolean }>({ timer: null, again: false })
  useCallbackFor(DASHBOARD_FILTER, () => {
    const state = gap.current
    if (state.timer !== null) {
      state.again = true
      return
    }
    call()
    const close = () => {
      state.timer = state.again ? setTimeout(close, DASHBOARD_GAP) : null
      if (state.again) call()
      state.again = false
    }
    state.timer = setTimeout(close, DASHBOARD_GAP)
  })
  useEffect(() => {
    const state = gap.current
    return () => {
      if (state.timer !== null) clearTimeout(state.timer)
      state.timer = null
      state.again = false
    }
  }, [])
  usePollingFallback(() => void call())
}

const DASHBOARD_FILTER = { eventTypes: DASHBOARD_EVENTS }

export interface AutoRefreshOptions {
  /** Default: stage, status and payment changes. */
  eventTypes?: readonly EventType[]
  /** Quiet time to wait for after the last event, milliseconds; default 1,000. */
  debounceMs?: number
  enabled?: boolean
}

/** Calls back once after an order's events have been quiet for `debounceMs`. */
export function useAutoRefresh(orderID: string | null, refresh: () => unknown, options: AutoRefreshOptions = {}): void {
  const { eventTypes = REFRESH_EVENTS, debounceMs = 1_000, enabled = true } = options
  const types = eventTypes.join()
  const call = useLatest(refresh)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const filter = useMemo(
    () => (orderID !== null && enabled ? { orderID, eventTypes: types.split(',') as EventType[] } : null),
    [orderID, enabled, types],
  )
  useCallbackFor(filter, () => {
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = setTimeout(call, debounceMs)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refresh that was due for another order is not wanted
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = null
    },
    [filter],
  )
}

const REFRESH_EVENTS: readonly EventType[] = ['stage_change', 'status_update', 'payment_update']

/** Calls back while polling stands in for the stream: at once, then every `intervalMs` (default: polling interval). */
export function usePollingFallback(callback: () => void | Promise<void>, intervalMs?: number): void {
  const client = useClient()
  const call = useLatest(callback)
  useEffect(() => {
    const run = () => call() as void | Promise<void>
    const id = client.polling.add(run, intervalMs ?? client.configuration.pollingInterval)
    return () => client.polling.remove(id)
  }, [client, call, intervalMs])
}

/** Fetches one order every `intervalMs` (default 30,000) while polling stands in for the stream. */
export function useOrderPolling(
  orderID: string | null,
  fetchOrder: (orderID: string) => void | Promise<void>,
  { intervalMs = 30_000, enabled = true }: { intervalMs?: number; enabled?: boolean } = {},
): void {
  const client = useClient()
  const call = useLatest(fetchOrder)
  useEffect(() => {
    if (orderID === null || !enabled) return
    const id = client.polling.add(() => call(orderID) as void | Promise<void>, intervalMs)
    return () => client.polling.remove(id)
  }, [client, call, orderID, enabled, intervalMs])
}
