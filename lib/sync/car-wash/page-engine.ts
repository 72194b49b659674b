import type { Command, CommandPayload, CommandType } from '../../domain'
import type { BrowserOutboxOptions } from '../outbox/browser-outbox'
import { LaterOutbox } from '../outbox/later-outbox'
import type { Outbox } from '../ports/ports'
import type { SyncManagerOptions } from '../sync-engine'
import { SyncManager } from '../sync-manager'
import { SharedEngine, type SharedEngineOptions } from '../tabs/shared-engine'
import type { SendOptions } from './make-command'
import { READING } from './reading'
import type { FeedState, SyncEngine } from './types'

/** Engines of this car wash for pages: most of these only read, so what sends commands is brought when somebody sends one. */

const bring = () => import('./commanding')
const commanding = () => bring().then(({ COMMANDING }) => COMMANDING)

/** Brings what sends commands before it is needed, so that it is there when the network is not. */
export function prepareCommands(): void {
  bring().catch(() => undefined)
}

/** A command as it is sent. Rejects with a ZodError where it is no command there can be, and where what makes it does not come. */
export async function makeCommand<T extends CommandType>(
  type: T,
  payload: CommandPayload<T>,
  options: SendOptions,
): Promise<Command> {
  return (await bring()).makeCommand(type, payload, options)
}

// All that comes out of an engine has gone into it through the schemas of its domain: it is of the domain's types.

export function pageEngine(options: Omit<SyncManagerOptions, 'domain' | 'commanding'>): SyncEngine {
  return new SyncManager({ ...options, domain: READING, commanding }) as unknown as SyncEngine
}

export function sharedPageEngine(
  options: Omit<SharedEngineOptions, 'createEngine' | 'takeBack'> & {
    readonly createEngine: (handover: FeedState | null) => SyncEngine
  },
): SyncEngine {
  const takeBack: SharedEngineOptions['takeBack'] = async (outbox, ids) => (await commanding()).takeBack(outbox, ids)
  return new SharedEngine({ ...options, takeBack } as SharedEngineOptions) as unknown as SyncEngine
}

export function pageOutbox(options: Omit<BrowserOutboxOptions, 'domain'>): Outbox {
  return new LaterOutbox(() => bring().then(({ openBrowserOutbox }) => openBrowserOutbox(options)))
}
