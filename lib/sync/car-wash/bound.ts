import { LocalStorageJournal as Journal, type LocalStorageJournalOptions } from '../journal/local-storage'
import { type BrowserOutboxOptions, BrowserOutbox as Outbox } from '../outbox/browser-outbox'
import type { SyncManagerOptions } from '../sync-engine'
import { SyncManager as Engine } from '../sync-manager'
import { SharedEngine as Shared, type SharedEngineOptions } from '../tabs/shared-engine'
import { CAR_WASH } from './domain'
import type { FeedState, SyncEngine } from './types'

type Given<Options> = Omit<Options, 'domain'>

/** The engine of this car wash. */
export class BrowserOutbox extends Outbox {
  constructor(options: Given<BrowserOutboxOptions>) {
    super({ ...options, domain: CAR_WASH })
  }
}

export class LocalStorageJournal extends Journal {
  constructor(options: Given<LocalStorageJournalOptions>) {
    super({ ...options, domain: CAR_WASH })
  }
}

class CarWashEngine extends Engine {
  constructor(options: Given<SyncManagerOptions>) {
    super({ ...options, domain: CAR_WASH })
  }
}

class CarWashTabs extends Shared {
  constructor(options: Given<SharedEngineOptions>) {
    super({ ...options, domain: CAR_WASH })
  }
}

// All that comes out of an engine has gone into it through the schemas of its domain: it is of the domain's types.

export const SyncManager = CarWashEngine as new (options: Given<SyncManagerOptions>) => SyncEngine
export type SyncManager = SyncEngine

/** One engine for all tabs: every tab gives it engines of this car wash. */
export const SharedEngine = CarWashTabs as new (
  options: Omit<SharedEngineOptions, 'createEngine' | 'domain'> & {
    readonly createEngine: (handover: FeedState | null) => SyncEngine
  },
) => SyncEngine
