import type { Payload, PayloadRequest } from 'payload'
import type { Command, CommandResult } from '@/lib/sync/protocol'
import type { SiteActor } from '../rules/actor-of'
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
  const stored = await payload.db.findOne<StoredAnswer & { id: number }>({
    collection: 'command-results',
    where: { and: [{ tenant: { equals: tenant } }, { commandId: { equals: commandId } }] },
    req,
  })
  return stored ?? undefined
}

/** Keeps the answer in the command's own transaction. The unique index refuses a second one for the same id. */
export async function storeResult(
  req: PayloadRequest,
  actor: SiteActor,
  command: Command,
  result: CommandResult,
): Promise<void> {
  const { seconds: uptime } = await uptimeOf(req.payload)
  await req.payload.db.create({
    collection: 'command-results',
    data: { tenant: actor.tenantId, commandId: command.id, station: actor.account, uptime, result },
    req,
  })
}
