import { pageEngine, pageOutbox, sharedPageEngine } from '../../car-wash/page-engine'
import type { SyncEngine } from '../../car-wash/types'
import { DEFAULT_SYNC_CONFIG } from '../../config'
import type { KeyValueStorage } from '../../journal/local-storage'
import { MemoryJournal } from '../../journal/memory'
import { idleMetrics } from '../../metrics/idle'
import type { EventSourceFactory, Outbox } from '../../ports/ports'
import { IDLE_STATUS } from '../../status/idle-status'
import { canShareTabs, FencedStorage, HandoverJournal, openTabChannel } from '../../tabs'
import { type Auth, authorised } from '../../transport/authorised'
import { namingCors } from '../../transport/cors'
import { fetchedEventSource } from '../../transport/fetched-source'
import { nativeEventSource } from '../../transport/sse-source'
import { STORAGE_KEYS } from '../types'
import type { EngineRequest, Handover } from './create-engine'
import { toEngineConfig } from './engine-config'
import { AccountStorage, giveStorageTo } from './storage-owner'
import { watched } from './watched-source'
import { WebJournal } from './web-journal'

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

/** The engine as it runs in a page: shared between tabs where the browser can, else one of the page's own. */
export function createWebEngine(options: WebEngineOptions): SyncEngine {
  if (options.account !== undefined && options.enablePersistence) {
    giveStorageTo(options.account, storageKey(options.tenantId), () => window.localStorage)
  }
  const outbox = options.account === undefined ? undefined : pageOutbox(outboxOptions(options, options.account))
  return options.shareTabs && canShareTabs()
    ? sharedEngine(options, outbox)
    : ownEngine(options, outbox, options.handover, storageOf(options))
}

/** Read at use, for `window.localStorage` itself throws where storage is forbidden. */
function storageOf({ account, tenantId }: WebEngineOptions): () => KeyValueStorage {
  const storage = () => window.localStorage
  return account === undefined ? storage : () => new AccountStorage(account, storageKey(tenantId), storage)
}

/** Each tenant's state has a key of its own; the first is the documented one. */
function storageKey(tenantId: string | null): string {
  return tenantId === null ? STORAGE_KEYS.SYNC_STATE : `${STORAGE_KEYS.SYNC_STATE}:${tenantId}`
}

/** Only the account it was done by may send what was done, and only where it was meant to go. */
function outboxOptions(
  { tenantId, serverUrl, log }: WebEngineOptions,
  account: string,
): Parameters<typeof pageOutbox>[0] {
  return {
    owner: [account, tenantId ?? '', serverUrl].join(' ').trimEnd(),
    log: (level, message, detail) => log({ at: new Date().toISOString(), level, message, detail }),
  }
}

function sharedEngine(options: WebEngineOptions, outbox: Outbox | undefined): SyncEngine {
  const key = storageKey(options.tenantId)
  const id = crypto.randomUUID()
  const storage = new FencedStorage(storageOf(options), `${key}-leader`, id)
  return sharedPageEngine({
    id,
    // Tabs that talk to different servers, or for different people, have nothing to share.
    name: `${key} ${options.serverUrl} ${options.account ?? ''}`,
    locks: navigator.locks,
    openChannel: openTabChannel,
    createEngine: (handover) => {
      if (options.enablePersistence) storage.claim()
      const start: Handover | null = handover ? { state: handover, from: 'engine' } : options.handover
      return ownEngine(options, outbox, start, () => storage)
    },
    outbox,
    idle: { status: IDLE_STATUS, metrics: idleMetrics(new Date().toISOString()) },
    eventHistoryLimit: options.configuration.eventHistoryLimit ?? DEFAULT_SYNC_CONFIG.eventHistoryLimit,
    onRole: (role) =>
      options.log({ at: new Date().toISOString(), level: 'info', message: `This tab is now the ${role}` }),
  })
}

function ownEngine(
  options: WebEngineOptions,
  outbox: Outbox | undefined,
  handover: Handover | null,
  storage: () => KeyValueStorage,
): SyncEngine {
  const { configuration, tenantId, log, nudge, restored, serverUrl } = options
  const kept = options.enablePersistence
    ? new WebJournal({ key: storageKey(tenantId), storage, configuration, log, restored, engine: () => engine })
    : null
  const journal = kept ?? new MemoryJournal()
  const { fetch: send, streams } = roadOf(options)
  const engine: SyncEngine = pageEngine({
    serverUrl,
    journal: handover ? new HandoverJournal(journal, handover.state, handover.from === 'page') : journal,
    outbox,
    account: options.account,
    config: toEngineConfig({ ...configuration, tenantId }),
    eventSourceFactory: watched(streams, nudge),
    fetch: send,
    log,
    storageBytes: () => kept?.storageBytes ?? null,
  })
  return engine
}

/** How requests and streams leave: with the browser's cookies, or with what `auth` gives. */
function roadOf({ eventSourceFactory, auth }: WebEngineOptions) {
  const plain = eventSourceFactory?.fetch ?? namingCors((input, init) => fetch(input, init))
  if (!auth) return { fetch: plain, streams: eventSourceFactory ?? nativeEventSource }
  const send = authorised(auth, plain)
  return { fetch: send, streams: eventSourceFactory ?? fetchedEventSource(send) }
}
