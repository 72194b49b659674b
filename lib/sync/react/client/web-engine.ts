import { MemoryJournal } from '../../journal/memory'
import type { EventSourceFactory, SyncEngine } from '../../manager-api'
import { SyncManager } from '../../sync-manager'
import { nativeEventSource } from '../../transport/sse-source'
import type { EngineRequest } from './create-engine'
import { toEngineConfig } from './engine-config'
import { watched } from './watched-source'

export interface WebEngineOptions extends EngineRequest {
  readonly enablePersistence: boolean
  /** A factory may bring its own `fetch`, so that tests answer requests and streams from one place. */
  readonly eventSourceFactory?: EventSourceFactory & { readonly fetch?: typeof fetch }
  readonly serverUrl: string
  readonly shareTabs: boolean
}

/** The engine as it runs in a page. */
export function createWebEngine(options: WebEngineOptions): SyncEngine {
  const { configuration, tenantId, log, nudge, eventSourceFactory, serverUrl } = options
  return new SyncManager({
    serverUrl,
    journal: new MemoryJournal(),
    config: toEngineConfig({ ...configuration, tenantId }),
    eventSourceFactory: watched(eventSourceFactory ?? nativeEventSource, nudge),
    fetch: eventSourceFactory?.fetch,
    log,
  })
}
