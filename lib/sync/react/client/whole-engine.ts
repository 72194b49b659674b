import { pageOutbox, sharedPageEngine } from '../../car-wash/page-tabs'
import type { SyncEngine } from '../../car-wash/types'
import { DEFAULT_SYNC_CONFIG } from '../../config'
import type { LaterJournal } from '../../journal/later-journal'
import type { KeyValueStorage } from '../../journal/local-storage'
import { MemoryJournal } from '../../journal/memory'
import { idleMetrics } from '../../metrics/idle'
import type { Outbox } from '../../ports/ports'
import { IDLE_STATUS } from '../../status/idle-status'
import { canShareTabs, FencedStorage, HandoverJournal, openTabChannel } from '../../tabs'
import type { HeldLock } from '../../tabs/held-lock'
import { authorised } from '../../transport/authorised'
import { nameBrokenLink } from '../../transport/broken-link'
import { fetchedEventSource } from '../../transport/fetched-source'
import type { Handover } from './create-engine'
import { plainEngine, plainRoad, type Road, storageKey, tabsName, type WebEngineOptions } from './plain-engine'
import { AccountStorage, giveStorageTo } from './storage-owner'
import { WebJournal } from './web-journal'

/** An engine that this page began with: it goes on, in what it is now given. */
export interface Running {
  readonly engine: SyncEngine
  readonly journal: LaterJournal
  /** Where it is to share with other tabs. */
  readonly lock: HeldLock | null
}

/** The engine with all that a page may come to need: shared between tabs where the browser can, with what was kept. */
export function createWholeEngine(options: WebEngineOptions): SyncEngine {
  tellOtherTabs(options)
  if (options.account !== undefined && options.enablePersistence) {
    giveStorageTo(options.account, storageKey(options.tenantId), () => window.localStorage)
  }
  const outbox = options.account === undefined ? undefined : pageOutbox(outboxOptions(options, options.account))
  return options.shareTabs && canShareTabs()
    ? sharedEngine(options, outbox)
    : ownEngine(options, outbox, options.handover, storageOf(options))
}

/** The same around an engine that runs, which leads the tabs. */
export function goOnWhole(options: WebEngineOptions, running: Running): SyncEngine {
  tellOtherTabs(options)
  if (running.lock) return sharedEngine(options, undefined, running)
  keepWhatRuns(options, running, storageOf(options))
  return running.engine
}

/** Whether or not this page shows which link is broken, one of the tabs that it tells may. */
function tellOtherTabs({ links }: WebEngineOptions): void {
  links.name ??= nameBrokenLink
}

function keepWhatRuns(options: WebEngineOptions, { engine, journal }: Running, storage: () => KeyValueStorage): void {
  if (!options.enablePersistence) return
  const failed = (error: unknown) =>
    options.log({ ...noteOf('warn', 'Nothing is kept over a reload'), detail: { error: String(error) } })
  // What another page has kept meanwhile is no news of this one.
  const kept = webJournal({ ...options, restored: () => undefined }, storage, () => engine)
  journal.goOnIn(kept).catch(failed)
}

/** Read at use, for `window.localStorage` itself throws where storage is forbidden. */
function storageOf({ account, tenantId }: WebEngineOptions): () => KeyValueStorage {
  const storage = () => window.localStorage
  return account === undefined ? storage : () => new AccountStorage(account, storageKey(tenantId), storage)
}

/** Only the account it was done by may send what was done, and only where it was meant to go. */
function outboxOptions(
  { tenantId, serverUrl, log }: WebEngineOptions,
  account: string,
): Parameters<typeof pageOutbox>[0] {
  return {
    owner: [account, tenantId ?? '', serverUrl].join(' ').trimEnd(),
    log: (level, message, detail) => log({ ...noteOf(level, message), detail }),
  }
}

function sharedEngine(options: WebEngineOptions, outbox: Outbox | undefined, running?: Running): SyncEngine {
  const key = storageKey(options.tenantId)
  const id = crypto.randomUUID()
  const storage = new FencedStorage(storageOf(options), `${key}-leader`, id)
  let first = running
  return sharedPageEngine({
    id,
    name: tabsName(options),
    locks: running?.lock?.locks ?? navigator.locks,
    openChannel: openTabChannel,
    createEngine: (handover) => {
      if (options.enablePersistence) storage.claim()
      if (first) {
        const { engine } = first
        keepWhatRuns(options, first, () => storage)
        first = undefined
        return engine
      }
      const start: Handover | null = handover ? { state: handover, from: 'engine' } : options.handover
      return ownEngine(options, outbox, start, () => storage)
    },
    outbox,
    idle: { status: IDLE_STATUS, metrics: idleMetrics(new Date().toISOString()) },
    eventHistoryLimit: options.configuration.eventHistoryLimit ?? DEFAULT_SYNC_CONFIG.eventHistoryLimit,
    onRole: (role) => options.log(noteOf('info', `This tab is now the ${role}`)),
  })
}

function ownEngine(
  options: WebEngineOptions,
  outbox: Outbox | undefined,
  handover: Handover | null,
  storage: () => KeyValueStorage,
): SyncEngine {
  const kept = options.enablePersistence ? webJournal(options, storage, () => engine) : null
  const journal = kept ?? new MemoryJournal()
  const engine = plainEngine(options, {
    journal: handover ? new HandoverJournal(journal, handover.state, handover.from === 'page') : journal,
    road: roadOf(options),
    outbox,
    storageBytes: () => kept?.storageBytes ?? null,
  })
  return engine
}

function webJournal(options: WebEngineOptions, storage: () => KeyValueStorage, engine: () => SyncEngine): WebJournal {
  const { configuration, tenantId, log, restored } = options
  return new WebJournal({ key: storageKey(tenantId), storage, configuration, log, restored, engine })
}

/** With the browser's cookies, or with what `auth` gives. */
function roadOf(options: WebEngineOptions): Road {
  const { auth, eventSourceFactory } = options
  const road = plainRoad(options)
  if (!auth) return road
  const send = authorised(auth, road.fetch)
  return { fetch: send, streams: eventSourceFactory ?? fetchedEventSource(send) }
}

const noteOf = (level: 'debug' | 'info' | 'warn' | 'error', message: string) =>
  ({ at: new Date().toISOString(), level, message }) as const
