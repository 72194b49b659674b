import { setImmediate as nextTurn } from 'node:timers/promises'
import { APIError, type Payload, type PayloadRequest, type TypedUser } from 'payload'
import { actingAs, type Command, personActor, refuseCommand } from '@/lib/domain'
import { Rejection, reject } from '@/lib/domain/commands/refuse'
import { isFact, runCommand } from '@/lib/domain/commands/run'
import { actedAt, ageOf } from '@/lib/domain/rules/acted-at'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import type { SiteActor } from '../access/actor-of'
import type { ShownPins } from '../access/shown-pins'
import { recordApproval } from '../audit/approvals'
import { ATTEMPTS, inTurn, isConflict, isTransient, savepoint } from '../database'
import { transactionOf } from '../database/transaction'
import { headWithin, keepTouched } from '../sync/log/commits'
import { readHead } from '../sync/log/heads'
import { namedIn } from './acting-person'
import { COMMAND_CONTEXT, PERSON_CONTEXT } from './command-context'
import { forgetFailures, hasFailedTooOften } from './failed-commands'
import { mayBeForgotten } from './forget'
import { NotAnActorError } from './not-an-actor'
import { payloadRecords } from './payload-records'
import { drive } from './records'
import { findResult, type StoredAnswer, storeResult } from './results'
import { shownTo } from './shown-answer'
import { type SiteSettings, siteOf } from './site'

export interface Execution {
  readonly payload: Payload
  readonly user: TypedUser
  readonly actor: SiteActor
  readonly sentAt: string | undefined
  readonly now: () => number
  /** Older actions are not executed before a person has looked at them, milliseconds. */
  readonly maxAgeMs: number
  readonly shown: ShownPins
}

/** After so long a transaction takes no further command, milliseconds: others wait to write. */
const TOGETHER_MS = 250

/**
 * Executes the first of these commands and as many behind it as take little time, in one transaction: they are on the disk
 * together, each at most once, and one that is refused takes nothing of another with it.
 *
 * @returns their results in order, at least one
 * @throws what the first one throws; what a later one throws ends the results before it
 */
export async function executeTogether(execution: Execution, commands: readonly Command[]): Promise<CommandResult[]> {
  const { payload, actor } = execution
  const [first] = commands
  if (!first) return []
  const known = await findResult(payload, actor.tenantId, first.id)
  if (known) return [answerAgain(execution, first, known)]
  let together = commands
  for (let attempt = 1; ; attempt++) {
    let done = 0
    try {
      const results = await inOneTurn(execution, async (transaction) => {
        const each = await executeEach(transaction, together)
        done = each.length
        return each
      })
      for (const { id } of results) forgetFailures(actor.tenantId, id)
      return results
    } catch (error) {
      const again = isConflict(error)
      // On MongoDB what fails in a later one may undo the whole: it then comes first next time, and is judged by itself.
      if (done > 0) together = [first]
      if (again && attempt < ATTEMPTS) continue
      const passing = again || error instanceof NotAnActorError || isTransient(error)
      if (passing || !hasFailedTooOften(actor.tenantId, first.id)) throw error
      payload.logger.error({ err: error, command: first.id, type: first.type, msg: 'A command is given up' })
      return [await inOneTurn(execution, (transaction) => giveUp(transaction, first))]
    }
  }
}

/** A transaction of commands that one actor sent. */
interface Transaction extends Execution {
  readonly req: PayloadRequest
  readonly site: SiteSettings
}

function inOneTurn<Result>(execution: Execution, work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
  const tenant = execution.actor.tenantId
  return inTurn({ ...execution, tenant }, async (req) => work({ ...execution, req, site: await siteOf(req, tenant) }))
}

async function executeEach(transaction: Transaction, commands: readonly Command[]): Promise<CommandResult[]> {
  const until = performance.now() + TOGETHER_MS
  const results: CommandResult[] = []
  for (const command of commands) {
    if (results.length > 0 && performance.now() > until) break
    try {
      results.push(await executeOnce(transaction, command))
    } catch (error) {
      // Those before it are done: it comes first in the next transaction, and is judged there.
      if (results.length === 0) throw error
      break
    }
    // With an embedded database a command never leaves the current turn of the event loop: without this a hundred of
    // them would hold up every stream and every other request.
    await nextTurn()
  }
  return results
}

/** One command, at most once: its effects and its answer are kept, or nothing of it. */
async function executeOnce(transaction: Transaction, command: Command): Promise<CommandResult> {
  const { payload, actor, req } = transaction
  const first = await findResult(payload, actor.tenantId, command.id, req)
  if (first) return answerAgain(transaction, command, first)
  req.context = { [COMMAND_CONTEXT]: command.id }
  return shownTo(actor, await applyOrRefuse(transaction, command))
}

/** An answer belongs to whoever sent the command: nobody reads another's by its id. */
function answerAgain({ actor }: Execution, { id }: Command, first: StoredAnswer): CommandResult {
  if (first.station === actor.account) return { id, status: 'duplicate', first: shownTo(actor, first.result) }
  const { message, key: reason, params } = refuseCommand('other_sender')
  return { id, status: 'rejected', code: 'forbidden', message, reason, params, current: null }
}

/**
 * Does what the command says and keeps its answer; of one that is refused nothing is left but the refusal.
 *
 * @throws where the command or its answer could not be kept: then nothing of it is left
 */
async function applyOrRefuse(transaction: Transaction, command: Command): Promise<CommandResult> {
  const { payload, actor, req } = transaction
  const id = await transactionOf(req)
  const restoreTouched = keepTouched(id)
  const point = await savepoint(payload, id)
  let refusal: CommandResult
  try {
    const result = await apply(transaction, command)
    await storeResult(req, actor, command, result)
    await point.keep()
    return result
  } catch (error) {
    // A full disk undoes a transaction whole: then there is no such point, and what it was is told.
    await point.undo().catch(() => {
      throw error
    })
    restoreTouched()
    refusal = refusalOf(command, error)
  }
  await storeResult(req, actor, command, refusal)
  return refusal
}

async function apply(transaction: Transaction, command: Command): Promise<CommandResult> {
  const { actor, payload, req, sentAt, site } = transaction
  const now = transaction.now()
  const { issuedAt, confirmedAt = issuedAt } = command
  // Under this id it cannot have been asked for earlier.
  const age = ageOf(confirmedAt, sentAt, now)
  if (await mayBeForgotten(payload, actor.tenantId, age)) reject('too_old', null)
  // Only here is it known that it was not done already: a station that set it aside by itself might have it done twice.
  if (age > transaction.maxAgeMs) reject('waited_too_long', null)
  const isConfirmed = command.confirmedAt !== undefined
  const acted = actedAt(issuedAt, sentAt, now, isConfirmed)
  const named = await namedIn(req, actor, command, { shown: transaction.shown, actedAt: acted })
  if (named.person) req.context[PERSON_CONTEXT] = personActor(named.person.personId)
  const acting = actingAs(actor, named, { asksWho: site.asksWho, isFact: isFact(command) })
  const moment = { actor: acting, site, actedAt: acted, now }
  const records = payloadRecords(req, { ...actor, site, now, actedAt: acted })
  const done = await drive(runCommand(command, moment), records)
  if (acting.approvedBy) await recordApproval(req, acting, command, named.person)
  const log = headWithin(await transactionOf(req), actor.tenantId) ?? (await readHead(payload.db, actor.tenantId, req))
  return { id: command.id, status: 'applied', seq: log?.head ?? 0, epoch: log?.epoch, ...done }
}

/** What the rules and the collections refuse, they refuse every time. @throws any other error as it is */
function refusalOf({ id }: Command, error: unknown): CommandResult {
  if (error instanceof Rejection) {
    const { message, key: reason, params } = error.refusal
    return { id, status: 'rejected', code: error.code, message, reason, params, current: error.current }
  }
  if (!(error instanceof APIError) || error.status < 400 || error.status >= 500) throw error
  return { id, status: 'rejected', code: 'invalid', message: error.message, current: null }
}

/** Refused for good, so that those behind it at the station go on. */
async function giveUp({ req, actor }: Transaction, command: Command): Promise<CommandResult> {
  const { message, key: reason, params } = refuseCommand('cannot_execute')
  const { id } = command
  const result: CommandResult = { id, status: 'rejected', code: 'invalid', message, reason, params, current: null }
  await storeResult(req, actor, command, result)
  return result
}
