import type { StationSource } from '@/lib/sync/engine'
import type { StationBridge } from '@/preload/contract'
import type { StationHost } from '../host'
import { bridgeDebugSource } from './bridge-debug'

/** The feed through the desktop's bridge. */
export function bridgeSource(bridge: StationBridge): StationSource {
  return {
    load: () => bridge.request('feed:load'),
    subscribe: (onBatch) => bridge.on('feed:batch', onBatch),
    send: (command) => bridge.request('feed:send', command),
    release: (id, decision) => bridge.request('feed:release', { id, decision }),
    withdraw: (ids) => bridge.request('feed:withdraw', { ids: [...ids] }),
    syncNow: () => bridge.request('feed:syncNow'),
  }
}

/** Settings, price list and machinery through the desktop's bridge. */
export function bridgeHost(bridge: StationBridge): StationHost {
  return {
    catalogue: () => bridge.request('catalogue:load'),
    nextOrderNumber: () => bridge.request('order:number'),
    timeline: (orderID) => bridge.request('order:timeline', { orderID }),
    history: (orderID) => bridge.request('order:history', { orderID }),
    receiptLink: (orderID) => bridge.request('order:receiptLink', { orderID }),
    findOrders: (query) => bridge.request('orders:find', query),
    writeSettings: (change) => bridge.request('settings:write', change),
    onSettings: (listener) => bridge.on('settings:changed', listener),
    people: () => bridge.request('people:load'),
    checkPerson: (personId, pin) => bridge.request('people:check', { personId, pin }),
    badge: (count) => void bridge.request('app:badge', { count }).catch(() => {}),
    print: (paper) => bridge.request('app:print', paper),
    roleFor: ({ role }) => role,
    desktop: bridge,
    debug: bridgeDebugSource(bridge),
    session: null,
    shell: null,
  }
}
