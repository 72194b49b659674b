import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Payload } from 'payload'
import type { Command, CommandResult } from '@/lib/sync/protocol'
import { actorOf } from '../rules/actor-of'
import { executeOnce } from './execute-once'
import { NotAnActorError } from './not-an-actor'

export { NotAnActorError }

export interface ExecuteOptions {
  /** The client's clock when it sent the request; see the request's `sentAt`. */
  readonly sentAt?: string
  /** Where an administrator of all tenants acts; anybody else may name only the own one. */
  readonly tenantId?: string
  /** The server's clock, milliseconds since 1970. */
  readonly now?: () => number
}

/**
 * Executes commands in order, each in its own transaction, each at most once however often it is sent.
 * `user` is who `payload.auth` found. Every command gets a result; refused ones too.
 * Throws NotAnActorError for a user without a role at a site, and what the first command throws. Where a later one throws,
 * the results end before it.
 */
export async function executeCommands(
  payload: Payload,
  user: unknown,
  commands: readonly Command[],
  options: ExecuteOptions = {},
): Promise<CommandResult[]> {
  const actor = actorOf(user, options.tenantId)
  if (!actor) throw new NotAnActorError('This sign-in has no role at a site, so it can do nothing there.')
  const execution = { payload, user, actor, sentAt: options.sentAt, now: options.now ?? Date.now }
  const results: CommandResult[] = []
  for (const command of commands) {
    try {
      results.push(await executeOnce(execution, command))
    } catch (error) {
      payload.logger.error({ err: error, command: command.id, type: command.type, msg: 'A command failed' })
      // Those before it are done: their answers are not thrown away with it. The client sends the rest again.
      if (results.length === 0) throw error
      return results
    }
    // With an embedded database a command never leaves the current turn of the event loop: without this a hundred of
    // them would hold up every stream and every other request.
    await nextTurn()
  }
  return results
}
