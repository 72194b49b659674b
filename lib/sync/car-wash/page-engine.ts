import type { Command, CommandPayload, CommandType } from '../../domain'
import type { SyncManagerOptions } from '../sync-engine'
import { SyncManager } from '../sync-manager'
import type { SendOptions } from './make-command'
import { READING } from './reading'
import type { SyncEngine } from './types'

/** Engines of this car wash for pages: most of these only read, so what sends commands is brought when somebody sends one. */

export const bringCommanding = () => import('./commanding')
/** Brought when the page is live with all else, or when a stream fails before that. */
export const paging = () => import('../transport/paging').then(({ PAGING }) => PAGING)

const commanding = () => bringCommanding().then(({ COMMANDING }) => COMMANDING)

/** A command as it is sent. Rejects with a ZodError where it is no command there can be, and where what makes it does not come. */
export async function makeCommand<T extends CommandType>(
  type: T,
  payload: CommandPayload<T>,
  options: SendOptions,
): Promise<Command> {
  return (await bringCommanding()).makeCommand(type, payload, options)
}

// All that comes out of an engine has gone into it through the schemas of its domain: it is of the domain's types.

export function pageEngine(options: Omit<SyncManagerOptions, 'domain' | 'commanding' | 'paging'>): SyncEngine {
  return new SyncManager({ ...options, domain: READING, commanding, paging }) as unknown as SyncEngine
}
