import { EventWindow } from '../../debug/debug-feed'
import { exportState, importState } from '../client/state-file'
import type { SyncClient } from '../client/sync-client'
import type { SyncDebugSource } from './debug-source'

/** The debug panel's view of a page's own client. */
export function clientSource(client: SyncClient): SyncDebugSource {
  // The client keeps a hundred events; a person who looks for one wants more.
  const window = new EventWindow()
  return {
    name: 'this page',
    read() {
      const { status, events } = client.getState()
      window.add(events)
      const metrics = client.engine?.metrics() ?? null
      return {
        status,
        events: window.list,
        skippedEvents: window.skipped,
        metrics,
        history: client.history,
        log: client.log,
        storage: [
          { name: 'Sync state in this browser', bytes: metrics?.storageBytes ?? null, count: null },
          { name: 'Events in memory', bytes: null, count: events.length },
          { name: 'Commands waiting', bytes: null, count: status.pendingCommands },
        ],
      }
    },
    subscribe(listener) {
      const stopHearing = client.callbacks.add((event) => window.add([event]), {})
      const stopListening = client.subscribe(listener)
      return () => {
        stopHearing()
        stopListening()
      }
    },
    exportState: () => exportState(client),
    importState: (text) => importState(client, text),
    act: (action) => {
      switch (action) {
        case 'disconnect':
          client.shares.dismiss({})
          return
        case 'reconnect':
          return client.reconnect()
        case 'dropStream':
          return client.engine?.dropStream()
        case 'forcePolling':
          return client.engine?.forcePolling()
        case 'clear':
          window.clear()
          return client.clearEvents()
      }
    },
  }
}
