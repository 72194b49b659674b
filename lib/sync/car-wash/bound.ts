import { type BrowserOutboxOptions, BrowserOutbox as Outbox } from '../outbox/browser-outbox'
import type { SyncManagerOptions } from '../sync-engine'
import { SyncManager as Engine } from '../sync-manager'
import { SharedEngine as Shared, type SharedEngineOptions } from '../tabs/shared-engine'
import { nameBrokenLink } from '../transport/broken-link'
import { PAGING } from '../transport/paging'
import { COMMANDING } from './commanding'
import { CAR_WASH } from './domain'
import type { FeedState, SyncEngine } from './types'

export { LocalStorageJournal } from './bound-journal'

/** The engine of this car wash. */
export class BrowserOutbox extends Outbox {
  constructor(options: Omit<BrowserOutboxOptions, 'domain'>) {
    super({ ...options, domain: CAR_WASH })
  }
}

type Given = Omit<SyncManagerOptions, 'domain' | 'commanding' | 'paging' | 'nameLink'>

class CarWashEngine extends Engine {
  constructor(options: Given) {
    super({ ...options, domain: CAR_WASH, commanding: COMMANDING, paging: PAGING, nameLink: nameBrokenLink })
  }
}

class CarWashTabs extends Shared {
  constructor(options: Omit<SharedEngineOptions, 'takeBack'>) {
    super({ ...options, takeBack: COMMANDING.takeBack })
  }
}

// All that comes out of an engine has gone into it through the schemas of its domain: it is of the domain's types.

export const SyncManager = CarWashEngine as new (options: Given) => SyncEngine
export type SyncManager = SyncEngine

/** One engine for all tabs: every tab gives it engines of this car wash. */
export const SharedEngine = CarWashTabs as new (
  options: Omit<SharedEngineOptions, 'createEngine' | 'takeBack'> & {
    readonly createEngine: (handover: FeedState | null) => SyncEngine
  },
) => SyncEngine
