import type { Subscription } from '../../sync-engine'
import { isFiltered } from '../../transport/filter'
import { type SubscriptionOptions, toSubscription } from '../client/subscription'
import type { SyncClient } from '../client/sync-client'
import type { EventFilter, EventType, SyncCallback, SyncSettings } from '../types'

/** Everything a component can do through `useSyncManager`. The functions never change between renders. */
export interface SyncActions {
  /**
   * Asks for the stream, narrowed to these orders or types; other settings given here change the configuration. Asking
   * again for the same changes nothing.
   */
  connect: (options?: SyncSettings) => void
  /**
   * Gives back this component's share of the stream; from a component that never connected: ends it for the page. Either way
   * this component is `disconnected` from then on, though others may go on.
   */
  disconnect: () => void
  reconnect: () => void
  /** Calls back for each new event, not for those already in the list. Returns how to stop. */
  subscribe: (callback: SyncCallback, filter?: EventFilter) => () => void
  subscribeToOrder: (orderID: string, callback: SyncCallback) => () => void
  subscribeToEventType: (eventType: EventType, callback: SyncCallback) => () => void
  acknowledgeEvent: (eventId: string) => void
  clearEventHistory: () => void
  updateConfiguration: (changes: SyncSettings, options?: { reconnect?: boolean }) => void
  /** Polls at once, until the stream's next retry is due. */
  startPolling: () => void
  /** Tries the stream at once. */
  stopPolling: () => void
  /** Calls back while polling stands in for the stream, every `intervalMs` (default: the polling interval). */
  registerPollingCallback: (callback: () => void | Promise<void>, intervalMs?: number) => string
  unregisterPollingCallback: (id: string) => void
}

/** One component's part in the connection. */
export interface Owner {
  mounted: boolean
  /** It gave back its share while others keep theirs: to it the connection has ended. */
  parted: boolean
}

export function createActions(
  client: SyncClient,
  owner: Owner,
  setFilter: (filter: Subscription) => void,
  setParted: (parted: boolean) => void,
): SyncActions {
  const part = (parted: boolean) => {
    if (owner.parted !== parted) setParted(parted)
    owner.parted = parted
  }
  const subscribe: SyncActions['subscribe'] = (callback, filter = {}) => {
    const remove = client.callbacks.add(callback, filter)
    const wanted = toSubscription(filter)
    // Without a filter it means "whatever comes", which widens nothing.
    const withdraw = isFiltered(wanted) ? client.shares.need({}, wanted) : null
    return () => {
      remove()
      withdraw?.()
    }
  }
  return {
    connect: (options = {}) => {
      const { orderID, eventTypes, bayId, tenantId, ...settings } = isOptions(options) ? options : {}
      if (Object.keys(settings).length > 0) client.configure(settings)
      const subscription = toSubscription({ orderID, eventTypes, bayId } satisfies SubscriptionOptions)
      setFilter(subscription)
      part(false)
      client.shares.take(owner, subscription)
    },
    disconnect: () => {
      if (owner.mounted) part(client.shares.dismiss(owner))
      else client.shares.release(owner)
    },
    reconnect: () => {
      part(false)
      client.reconnect()
    },
    subscribe,
    subscribeToOrder: (orderID, callback) => subscribe(callback, { orderID }),
    subscribeToEventType: (eventType, callback) => subscribe(callback, { eventTypes: [eventType] }),
    acknowledgeEvent: (eventId) => client.acknowledge([eventId]),
    clearEventHistory: () => client.clearEvents(),
    updateConfiguration: (changes, { reconnect = false } = {}) => {
      client.configure(changes)
      if (reconnect) client.reconnect()
    },
    startPolling: () => client.engine?.forcePolling(),
    stopPolling: () => client.engine?.syncNow(),
    registerPollingCallback: (callback, intervalMs) =>
      client.polling.add(callback, intervalMs ?? client.configuration.pollingInterval),
    unregisterPollingCallback: (id) => client.polling.remove(id),
  }
}

/** `onClick={connect}` hands over a click; that is not a configuration. */
function isOptions(options: object): options is SyncSettings {
  return !('nativeEvent' in options) && !('target' in options)
}
