import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Payload, TypedUser } from 'payload'
import type { Command } from '@/lib/domain'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import { actorOf } from '../access/actor-of'
import type { ShownPins } from '../access/shown-pins'
import { executeTogether } from './execute-together'
import { NotAnActorError } from './not-an-actor'

export { NotAnActorError }

export interface ExecuteOptions {
  /** The client's clock when it sent the request; see the request's `sentAt`. */
  readonly sentAt?: string
  /** Where an administrator of all tenants acts; anybody else may name only the own one. */
  readonly tenantId?: string
  /** The server's clock, milliseconds since 1970. */
  readonly now?: () => number
  /** Age beyond which an action waits for a person; a day without. Milliseconds. */
  readonly maxAgeMs?: number
  /** Whose PINs were shown in the sign-in that sends them; nobody's without. */
  readonly shown?: ShownPins
}

const NOBODY: ShownPins = { stands: () => false, approves: () => false }

const DAY_MS = 86_400_000

/**
 * Executes commands in order, each at most once however often it is sent; those of one request share a transaction, which
 * a refused one leaves as it was.
 * `user` is who `payload.auth` found. Every command gets a result; refused ones too.
 * Throws NotAnActorError for a user without a role at a site, and what the first command throws. Where a later one throws,
 * the results end before it.
 */
export async function executeCommands(
  payload: Payload,
  user: TypedUser,
  commands: readonly Command[],
  options: ExecuteOptions = {},
): Promise<CommandResult[]> {
  const actor = actorOf(user, options.tenantId)
  if (!actor) throw new NotAnActorError('This sign-in has no role at a site, so it can do nothing there.')
  const { sentAt, now = Date.now, maxAgeMs = DAY_MS, shown = NOBODY } = options
  const execution = { payload, user, actor, sentAt, now, maxAgeMs, shown }
  const results: CommandResult[] = []
  while (results.length < commands.length) {
    const rest = commands.slice(results.length)
    try {
      results.push(...(await executeTogether(execution, rest)))
    } catch (error) {
      const [command] = rest
      payload.logger.error({ err: error, command: command?.id, type: command?.type, msg: 'A command failed' })
      // Those before it are done, and their answers are given. The client sends the rest again.
      if (results.length === 0) throw error
      return results
    }
    await nextTurn()
  }
  return results
}
