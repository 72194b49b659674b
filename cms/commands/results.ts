import type { Payload, PayloadRequest } from 'payload'
import type { Command, CommandResult } from '@/lib/sync/protocol'
import type { SiteActor } from '../rules/actor-of'

/** The stored answer to a command, as it was given; `undefined` for one that was never executed. */
export async function findResult(
  payload: Payload,
  tenant: string,
  commandId: string,
  req?: PayloadRequest,
): Promise<unknown> {
  const stored = await payload.db.findOne<{ id: number; result: unknown }>({
    collection: 'command-results',
    where: { and: [{ tenant: { equals: tenant } }, { commandId: { equals: commandId } }] },
    req,
  })
  return stored?.result
}

/** Keeps the answer in the command's own transaction. The unique index refuses a second one for the same id. */
export async function storeResult(
  req: PayloadRequest,
  actor: SiteActor,
  command: Command,
  result: CommandResult,
): Promise<void> {
  await req.payload.db.create({
    collection: 'command-results',
    data: { tenant: actor.tenantId, commandId: command.id, station: actor.name, result },
    req,
  })
}
