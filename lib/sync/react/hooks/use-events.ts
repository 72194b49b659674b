'use client'

import { useEffect, useMemo } from 'react'
import type { ClientState } from '../client/state'
import { isStageChange, passes, toSubscription } from '../client/subscription'
import { useClient } from '../context'
import type { PageOrder } from '../old-names/order'
import type { EventFilter, EventType, SyncCallback, SyncEvent } from '../types'
import { rememberList, useTracked } from '../use-tracked'
import { useLatest } from './latest'

export interface EventSelection {
  /** Newest last. */
  events: SyncEvent[]
  latestEvent: SyncEvent | null
  /** Nothing has been heard from the server yet. */
  isLoading: boolean
}

export interface OrderSync extends EventSelection {
  /** The order as the server last told it; `null` until known. */
  order: PageOrder | null
}

/** One order's events, its newest one and the order itself. `null` follows nothing. */
export function useOrderSync(orderID: string | null, callback?: SyncCallback): OrderSync {
  const filter = useMemo(() => ({ orderID }), [orderID])
  useCallbackFor(orderID === null ? null : filter, callback)
  const client = useClient()
  const readers = useMemo(() => {
    const wanted = (event: SyncEvent) => orderID !== null && event.orderID === orderID
    const order = (state: ClientState) => (orderID === null ? undefined : state.documents.order.get(orderID))
    return { ...selection(wanted), order: (state: ClientState) => order(state) ?? null }
  }, [orderID])
  return useTracked<ClientState, OrderSync>(client, readers)
}

/** Events of these types; the list may be written in place, only its contents count. */
export function useEventTypeSync(eventTypes: readonly EventType[], callback?: SyncCallback): EventSelection {
  const types = eventTypes.join()
  const filter = useMemo(() => ({ eventTypes: types === '' ? [] : (types.split(',') as EventType[]) }), [types])
  useCallbackFor(filter.eventTypes.length === 0 ? null : filter, callback)
  const client = useClient()
  const readers = useMemo(() => selection((event) => filter.eventTypes.length > 0 && passes(event, filter)), [filter])
  return useTracked<ClientState, EventSelection>(client, readers)
}

/** Calls back when an order enters another stage. */
export function useOrderStageChange(
  orderID: string | null,
  // A method, so that a handler that asks for less (or types the stages) is accepted as it was before.
  onStageChange?: (event: SyncEvent, previousStage?: string, newStage?: string) => void,
): void {
  const filter = useMemo(() => (orderID === null ? null : { orderID, eventTypes: STAGE_CHANGES }), [orderID])
  const call = useLatest(onStageChange)
  useCallbackFor(filter, (event) => {
    if (isStageChange(event.eventType)) call(event, event.data.previousStage, event.data.newStage)
  })
}

const STAGE_CHANGES: readonly EventType[] = ['stage_change']

/** Keeps the stream wide enough for `filter` and calls `callback` for each of its new events. `null` does neither. */
export function useCallbackFor(filter: EventFilter | null, callback?: SyncCallback): void {
  const client = useClient()
  const call = useLatest(callback)
  useEffect(() => {
    if (!filter) return
    const withdraw = client.shares.need({}, toSubscription(filter))
    const remove = client.callbacks.add(call, filter)
    return () => {
      withdraw()
      remove()
    }
  }, [client, filter, call])
}

function selection(wanted: (event: SyncEvent) => boolean) {
  const events = rememberList((state: ClientState) => state.events.filter(wanted))
  return {
    events: (state: ClientState) => events(state) as SyncEvent[],
    latestEvent: (state: ClientState) => events(state).at(-1) ?? null,
    isLoading: (state: ClientState) => state.loading,
  }
}
