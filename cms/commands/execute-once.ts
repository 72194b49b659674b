import {
  APIError,
  commitTransaction,
  createLocalReq,
  initTransaction,
  killTransaction,
  type Payload,
  type PayloadRequest,
} from 'payload'
import type { Command, CommandResult } from '@/lib/sync/protocol'
import { type Refusal, refuseCommand } from '@/lib/sync/rules'
import { type Current, Rejection, type RejectionCode, reject } from '@/lib/sync/rules/commands/refuse'
import { runCommand } from '@/lib/sync/rules/commands/run'
import { isTransient } from '../database'
import { actedAt, ageOf } from '../rules/acted-at'
import type { SiteActor } from '../rules/actor-of'
import { COMMAND_CONTEXT } from '../rules/command-context'
import { countUp } from './counters'
import { forgetFailures, hasFailedTooOften } from './failed-commands'
import { mayBeForgotten } from './forget'
import { NotAnActorError } from './not-an-actor'
import { payloadRecords } from './payload-records'
import { drive } from './records'
import { findResult, type StoredAnswer, storeResult } from './results'
import { shownTo } from './shown-answer'
import { headOf, siteOf } from './site'

export interface Execution {
  readonly payload: Payload
  readonly user: unknown
  readonly actor: SiteActor
  readonly sentAt: string | undefined
  readonly now: () => number
}

/** The same id may arrive twice at once, and databases with many writers may ask to try again. */
const ATTEMPTS = 5

/** Somebody else, at the same time, has answered this very command. */
class AlreadyAnswered extends Error {}

/** One command, at most once: its effects and its result are stored in the same transaction, or neither is. */
export async function executeOnce(execution: Execution, command: Command): Promise<CommandResult> {
  const { payload, actor } = execution
  for (let attempt = 1; ; attempt++) {
    const first = await findResult(payload, actor.tenantId, command.id)
    if (first) return answerAgain(execution, command, first)
    try {
      const result = await attemptCommand(execution, command)
      forgetFailures(actor.tenantId, command.id)
      return shownTo(actor, result)
    } catch (error) {
      // Whoever stored this id first has answered it: the next look finds that answer.
      const again = error instanceof AlreadyAnswered || isWriteConflict(error)
      if (again && attempt < ATTEMPTS) continue
      const passing = again || error instanceof NotAnActorError || isTransient(error)
      if (passing || !hasFailedTooOften(actor.tenantId, command.id)) throw error
      payload.logger.error({ err: error, command: command.id, type: command.type, msg: 'A command is given up' })
      return await storeRefusal(execution, command, 'invalid', refuseCommand('cannot_execute'), null)
    }
  }
}

/** An answer belongs to whoever sent the command: nobody reads another's by its id. */
function answerAgain({ actor }: Execution, { id }: Command, first: StoredAnswer): CommandResult {
  if (first.station === actor.account) return { id, status: 'duplicate', first: shownTo(actor, first.result) }
  const { message, key: reason, params } = refuseCommand('other_sender')
  return { id, status: 'rejected', code: 'forbidden', message, reason, params, current: null }
}

async function attemptCommand(execution: Execution, command: Command): Promise<CommandResult> {
  const { actor } = execution
  try {
    return await inTransaction(execution, command, async (req) => {
      const now = execution.now()
      const { issuedAt } = command
      const age = ageOf(issuedAt, execution.sentAt, now)
      if (await mayBeForgotten(execution.payload, actor.tenantId, age)) reject('too_old', null)
      const site = await siteOf(req, actor.tenantId)
      const moment = { actor, site, actedAt: actedAt(issuedAt, execution.sentAt, now), now }
      const records = payloadRecords(req, { ...actor, timezone: site.timezone, now })
      const done = await drive(runCommand(command, moment), records)
      const seq = await headOf(req, actor.tenantId)
      return { id: command.id, status: 'applied', seq, ...done }
    })
  } catch (error) {
    if (isRefusal(error)) {
      const { message } = error
      return await inTransaction(execution, command, async () => {
        return { id: command.id, status: 'rejected', code: 'invalid', message, current: null }
      })
    }
    if (!(error instanceof Rejection)) throw error
    return await storeRefusal(execution, command, error.code, error.refusal, error.current)
  }
}

function storeRefusal(
  execution: Execution,
  command: Command,
  code: RejectionCode,
  { message, key: reason, params }: Refusal,
  current: Current,
): Promise<CommandResult> {
  const result: CommandResult = { id: command.id, status: 'rejected', code, message, reason, params, current }
  return inTransaction(execution, command, async () => result)
}

/** What a collection itself refuses, it refuses every time: without an answer the command would be sent for ever. */
function isRefusal(error: unknown): error is APIError {
  return error instanceof APIError && error.status >= 400 && error.status < 500
}

async function inTransaction(
  { payload, user, actor }: Execution,
  command: Command,
  work: (req: PayloadRequest) => Promise<CommandResult>,
): Promise<CommandResult> {
  const req = await createLocalReq({ user: user as never, context: { [COMMAND_CONTEXT]: true } }, payload)
  await initTransaction(req)
  try {
    // SQLite has one writer, so commands come one after the other by themselves. Elsewhere this row is the writer:
    // a command that reads a queue and writes it back must not run beside another.
    if (payload.db.name !== 'sqlite') await countUp(req, actor.tenantId, 'commands')
    if (await findResult(payload, actor.tenantId, command.id, req)) throw new AlreadyAnswered()
    const result = await work(req)
    await storeResult(req, actor, command, result)
    await commitTransaction(req)
    return result
  } catch (error) {
    await killTransaction(req)
    throw error
  }
}

/** Postgres: serialisation failure, deadlock; MongoDB: write conflict. */
function isWriteConflict(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return code === '40001' || code === '40P01' || code === 112
}
