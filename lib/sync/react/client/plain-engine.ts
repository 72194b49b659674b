import { pageEngine } from '../../car-wash/page-engine'
import type { SyncEngine } from '../../car-wash/types'
import type { Journal } from '../../journal/journal'
import type { EventSourceFactory, Outbox } from '../../ports/ports'
import type { Auth } from '../../transport/authorised'
import { namingCors } from '../../transport/naming-cors'
import { nativeEventSource } from '../../transport/sse-source'
import { STATE_KEY } from '../types'
import type { EngineRequest } from './create-engine'
import { toEngineConfig } from './engine-config'
import { watched } from './watched-source'

export interface WebEngineOptions extends EngineRequest {
  readonly enablePersistence: boolean
  /** A factory may bring its own `fetch`, so that tests answer requests and streams from one place. */
  readonly eventSourceFactory?: (EventSourceFactory & { readonly fetch?: typeof fetch }) | undefined
  readonly serverUrl: string
  readonly auth?: Auth | undefined
  /** Who is signed in, as the log names it (`user:7`); without it commands are kept in memory alone. */
  readonly account?: string | undefined
  readonly shareTabs: boolean
}

/** Each tenant's state has a key of its own; the first is the documented one. */
export function storageKey(tenantId: string | null): string {
  return tenantId === null ? STATE_KEY : `${STATE_KEY}:${tenantId}`
}

/** Of the tabs that share one engine. Those that talk to different servers, or for different people, have nothing to share. */
export function tabsName({ tenantId, serverUrl, account }: WebEngineOptions): string {
  return `${storageKey(tenantId)} ${serverUrl} ${account ?? ''}`
}

/** How requests and streams leave. */
export interface Road {
  readonly fetch: typeof fetch
  readonly streams: EventSourceFactory
}

/** With the browser's cookies. */
export function plainRoad({ eventSourceFactory }: WebEngineOptions): Road {
  return {
    fetch: eventSourceFactory?.fetch ?? namingCors((input, init) => fetch(input, init)),
    streams: eventSourceFactory ?? nativeEventSource,
  }
}

export interface PlainEngineParts {
  readonly journal: Journal
  readonly road: Road
  readonly outbox?: Outbox | undefined
  readonly storageBytes: () => number | null
}

/** An engine of this page alone. */
export function plainEngine(options: WebEngineOptions, { road, ...parts }: PlainEngineParts): SyncEngine {
  const { configuration, tenantId, log, nudge, serverUrl, account, links } = options
  return pageEngine({
    ...parts,
    ...{ serverUrl, account, log },
    nameLink: (...failed) => links.name?.(...failed),
    config: toEngineConfig({ ...configuration, tenantId }),
    eventSourceFactory: watched(road.streams, nudge),
    fetch: road.fetch,
  })
}
