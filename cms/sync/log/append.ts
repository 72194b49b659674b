import type { PayloadRequest } from 'payload'
import { commandOf } from '../../commands/command-context'
import { logWriting } from '../../database'
import { transactionOf } from '../../database/transaction'
import { uptimeOf } from '../../server/uptime'
import { actingIn } from './acting-in'
import { markTouched } from './commits'
import type { DraftEvent } from './diff'
import { countHead } from './heads'

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
  const transaction = await transactionOf(req)
  const counted = await countHead(req, tenant, drafts.length)
  const actor = actingIn(req)
  const commandId = commandOf(req)
  const at = new Date().toISOString()
  const uptime = (await uptimeOf(req.payload)).seconds
  const before = counted.head - drafts.length
  const rows = drafts.map((draft, place) => ({
    tenant,
    seq: before + place + 1,
    eventType: draft.eventType,
    orderID: draft.orderID ?? null,
    bays: draft.bays.join(' ') || null,
    audience: audience ?? null,
    actor,
    commandId,
    at,
    uptime,
    body: JSON.stringify(draft.data),
  }))
  await logWriting(req.payload).addEvents(transaction, rows)
  markTouched(transaction, counted)
  return counted.head
}
