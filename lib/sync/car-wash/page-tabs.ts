import type { BrowserOutboxOptions } from '../outbox/browser-outbox'
import { LaterOutbox } from '../outbox/later-outbox'
import type { Outbox } from '../ports/ports'
import { SharedEngine, type SharedEngineOptions } from '../tabs/shared-engine'
import { bringCommanding } from './page-engine'
import type { FeedState, SyncEngine } from './types'

/** What pages share with other tabs: an engine of this car wash, and what its commands wait in. */

// All that comes out of an engine has gone into it through the schemas of its domain: it is of the domain's types.

export function sharedPageEngine(
  options: Omit<SharedEngineOptions, 'createEngine' | 'takeBack'> & {
    readonly createEngine: (handover: FeedState | null) => SyncEngine
  },
): SyncEngine {
  const takeBack: SharedEngineOptions['takeBack'] = async (outbox, ids) =>
    (await bringCommanding()).COMMANDING.takeBack(outbox, ids)
  return new SharedEngine({ ...options, takeBack } as SharedEngineOptions) as unknown as SyncEngine
}

export function pageOutbox(options: Omit<BrowserOutboxOptions, 'domain'>): Outbox {
  return new LaterOutbox(() => bringCommanding().then(({ openBrowserOutbox }) => openBrowserOutbox(options)))
}
