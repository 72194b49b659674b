import type { PayloadRequest } from 'payload'
import { identityOf } from '../../access/identity'
import { uptimeOf } from '../../server/uptime'
import { markTouched } from './commits'
import type { DraftEvent } from './diff'
import { ensureLogHead, type LogHead } from './heads'

export interface AppendArgs {
  readonly tenant: string
  readonly drafts: readonly DraftEvent[]
  /** Customer who may see these events, by id. */
  readonly audience?: string | null
}

/**
 * Appends events to the tenant's log in the transaction of `req`, which must have one: a change and its events are
 * written together or not at all. The counter row is incremented inside that transaction, so sequence numbers are in
 * commit order and without gaps.
 *
 * @returns seq of the last event, or `null` when there was none to write
 */
export async function appendEvents(
  req: PayloadRequest,
  { tenant, drafts, audience }: AppendArgs,
): Promise<number | null> {
  if (drafts.length === 0) return null
  const transaction = await req.transactionID
  if (!transaction) throw new Error('An event can only be written in the transaction of its change')
  const { db } = req.payload

  await ensureLogHead(req, tenant)
  const row = (await db.updateOne({
    collection: 'sync-heads',
    where: { tenant: { equals: tenant } },
    data: { head: { $inc: drafts.length } },
    req,
  })) as unknown as LogHead
  const actor = identityOf(req.user)?.actor ?? 'system'
  const at = new Date().toISOString()
  const uptime = (await uptimeOf(req.payload)).seconds
  let seq = row.head - drafts.length
  for (const draft of drafts) {
    seq += 1
    await db.create({
      collection: 'sync-events',
      data: {
        tenant,
        seq,
        eventType: draft.eventType,
        orderID: draft.orderID ?? null,
        bays: draft.bays.join(' ') || null,
        audience: audience ?? null,
        actor: actor.slice(0, 128),
        at,
        uptime,
        body: JSON.stringify(draft.data),
      },
      req,
      returning: false,
    })
  }
  markTouched(transaction, tenant)
  return seq
}
