import {
  commitTransaction,
  createLocalReq,
  initTransaction,
  killTransaction,
  type Payload,
  type PayloadRequest,
} from 'payload'
import type { Command, CommandResult } from '@/lib/sync/protocol'
import { actedAt } from '../rules/acted-at'
import type { SignedIn, SiteActor } from '../rules/actor-of'
import { COMMAND_CONTEXT } from '../rules/command-context'
import { countUp } from './counters'
import { handle } from './handlers'
import { payloadRecords } from './payload-records'
import { type Current, Rejection } from './rejection'
import { findResult, storeResult } from './results'
import { headOf, siteOf } from './site'

export interface Execution {
  readonly payload: Payload
  readonly user: SignedIn
  readonly actor: SiteActor
  readonly sentAt: string | undefined
  readonly now: () => number
}

/** The same id may arrive twice at once, and databases with many writers may ask to try again. */
const ATTEMPTS = 5

/** One command, at most once: its effects and its result are stored in the same transaction, or neither is. */
export async function executeOnce(execution: Execution, command: Command): Promise<CommandResult> {
  const { payload, actor } = execution
  for (let attempt = 1; ; attempt++) {
    const first = await findResult(payload, actor.tenantId, command.id)
    if (first !== undefined) return { id: command.id, status: 'duplicate', first }
    try {
      return await attemptCommand(execution, command)
    } catch (error) {
      // Whoever stored this id first has answered it; the next look finds that answer. Anything else is a failure
      // of the storage, which a second look does not mend.
      const answered = (await findResult(payload, actor.tenantId, command.id)) !== undefined
      if (!answered && (attempt >= ATTEMPTS || !isWriteConflict(error))) throw error
    }
  }
}

async function attemptCommand(execution: Execution, command: Command): Promise<CommandResult> {
  try {
    return await inTransaction(execution, async (req) => {
      const now = execution.now()
      const done = await handle(
        {
          records: payloadRecords(req, execution.actor.tenantId),
          actor: execution.actor,
          site: await siteOf(req, execution.actor.tenantId),
          actedAt: actedAt(command.issuedAt, execution.sentAt, now),
          now,
          expectedVersion: command.expect?.version,
        },
        command,
      )
      const seq = await headOf(req, execution.actor.tenantId)
      const result: CommandResult = { id: command.id, status: 'applied', seq, ...done }
      await storeResult(req, execution.actor, command, result)
      return result
    })
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    const { code, message, reason } = error
    const current = execution.actor.role === 'customer' ? forCustomer(error.current) : error.current
    const result: CommandResult = { id: command.id, status: 'rejected', code, message, reason, current }
    await inTransaction(execution, (req) => storeResult(req, execution.actor, command, result))
    return result
  }
}

/** Staff's notes are not for customers. */
function forCustomer(current: Current): Current {
  if (!current?.order) return current
  const { staffNotes: _, ...order } = current.order
  return { order }
}

async function inTransaction<T>(execution: Execution, work: (req: PayloadRequest) => Promise<T>): Promise<T> {
  const { payload, user, actor } = execution
  const req = await createLocalReq({ user: user as never, context: { [COMMAND_CONTEXT]: true } }, payload)
  await initTransaction(req)
  try {
    // SQLite has one writer, so commands come one after the other by themselves. Elsewhere this row is the writer:
    // a command that reads a queue and writes it back must not run beside another.
    if (payload.db.name !== 'sqlite') await countUp(req, actor.tenantId, 'commands')
    const result = await work(req)
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
