import type { SyncEngine } from '../../car-wash/types'
import type { ConnectionHistory } from '../../connection/history'
import { EventWindow, frameNames } from '../../debug/debug-feed'
import { exportFeed } from '../../feed/feed-file'
import { parseState } from '../../journal/storage-format'
import type { Subscription } from '../../sync-engine'
import type { SyncDebugSource } from './debug-source'

export interface EngineSourceOptions {
  readonly engine: SyncEngine
  readonly history: ConnectionHistory
  /** What a reconnect asks for. */
  readonly subscription: Subscription
}

/** The debug panel's view of an engine that a page runs by itself, without the provider. */
export function engineSource({ engine, history, subscription }: EngineSourceOptions): SyncDebugSource {
  const window = new EventWindow()
  const named = frameNames()
  // Of this page alone: tabs that share a connection may still have it when this one asked to be cut off.
  let cutOff = false
  return {
    name: 'this page',
    read() {
      const { recentEvents, status, documents } = engine.state()
      const metrics = engine.metrics()
      return {
        status,
        events: window.list,
        skippedEvents: window.skipped,
        metrics,
        history: history.list,
        log: engine.logEntries(),
        storage: [
          { name: 'Documents in memory', bytes: null, count: documents.length },
          { name: 'Events in memory', bytes: metrics.storageBytes, count: recentEvents.length },
          { name: 'Commands waiting', bytes: null, count: status.pendingCommands },
        ],
      }
    },
    subscribe(listener) {
      window.add(engine.state().recentEvents)
      const stop = engine.subscribe((batch) => {
        window.add(named(batch.frames ?? []))
        window.add(batch.events)
        listener()
      })
      return () => {
        stop()
        // Whoever cut the station off to look at something must not leave it so.
        if (cutOff) engine.connect(subscription)
        cutOff = false
      }
    },
    act: (action) => {
      switch (action) {
        case 'disconnect':
          cutOff = true
          return engine.disconnect()
        case 'reconnect':
          cutOff = false
          engine.disconnect()
          return engine.connect(subscription)
        case 'dropStream':
          return engine.dropStream()
        case 'forcePolling':
          return engine.forcePolling()
        case 'clear':
          return window.clear()
      }
    },
    exportState: () => exportFeed(engine.state(), engine.metrics(), Date.now()),
    importState(text) {
      const parsed = parseState(text)
      if (!parsed.ok) throw new Error(parsed.message)
      // Shown, not kept: the page's memory is the server's to fill.
      window.add(
        parsed.state.events.map((event) => ({ ...event, metadata: { ...event.metadata, source: 'manual' as const } })),
      )
    },
  }
}
