import { exportState, importState } from '../client/state-file'
import type { SyncClient } from '../client/sync-client'
import type { SyncDebugSource } from './debug-source'

/** The debug panel's view of a page's own client. */
export function clientSource(client: SyncClient): SyncDebugSource {
  return {
    read: () => {
      const { status, events } = client.getState()
      return { status, events, metrics: client.engine?.metrics() ?? null, history: client.history, log: client.log }
    },
    subscribe: client.subscribe,
    exportState: () => exportState(client),
    importState: (text) => importState(client, text),
    act: (action) => {
      switch (action) {
        case 'disconnect':
          return client.shares.dismiss({})
        case 'reconnect':
          return client.reconnect()
        case 'dropStream':
          return client.engine?.dropStream()
        case 'forcePolling':
          return client.engine?.forcePolling()
        case 'clear':
          return client.clearEvents()
      }
    },
  }
}
