import type { Payload, PayloadRequest } from 'payload'
import type { Command } from '@/lib/domain'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import type { SiteActor } from '../access/actor-of'
import { logWriting } from '../database'
import { transactionOf } from '../database/transaction'
import { uptimeOf } from '../server/uptime'

export interface StoredAnswer {
  readonly result: CommandResult
  /** Whose command it answered, by collection and id. */
  readonly station: string
}

/** The stored answer to a command; `undefined` for one that was never executed. */
export async function findResult(
  payload: Payload,
  tenant: string,
  commandId: string,
  req?: PayloadRequest,
): Promise<StoredAnswer | undefined> {
  const transaction = req && (await transactionOf(req))
  const stored = await logWriting(payload).findAnswer({ tenant, commandId }, transaction)
  return stored ? { station: stored.station, result: JSON.parse(stored.result) } : undefined
}

/** Keeps the answer in the command's own transaction. The unique index refuses a second one for the same id. */
export async function storeResult(
  req: PayloadRequest,
  actor: SiteActor,
  command: Command,
  result: CommandResult,
): Promise<void> {
  const { seconds: uptime } = await uptimeOf(req.payload)
  const answer = { tenant: actor.tenantId, commandId: command.id, station: actor.account, uptime }
  const row = { ...answer, result: JSON.stringify(result) }
  await logWriting(req.payload).addAnswer(await transactionOf(req), row)
}
