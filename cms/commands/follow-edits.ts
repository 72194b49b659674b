import type {
  CollectionAfterChangeHook,
  CollectionAfterDeleteHook,
  CollectionBeforeChangeHook,
  PayloadRequest,
} from 'payload'
import type { Order, QueueId } from '@/lib/sync/protocol'
import { WAITING_STAGES } from '@/lib/sync/rules'
import { orderDocument } from '../documents'
import { COMMAND_CONTEXT } from '../rules/command-context'
import { payloadRecords } from './payload-records'
import { joinQueue, leaveBay, leaveQueue } from './site-effects'

/**
 * An order written past the commands, by REST or in the admin panel: its queue and bay follow, in the same transaction.
 * Without this a car cancelled in the panel would wait in its queue for ever.
 */

/** The queue an order stands in: none once it no longer waits. */
const standsIn = (order: Order | null): QueueId | null =>
  order && WAITING_STAGES.includes(order.stage) ? order.queue : null

/** A stage that ends the waiting ends the place in the queue; one that ends the wash ends the stay in the bay. */
export const leaveOnStage: CollectionBeforeChangeHook = ({ data, originalDoc, operation, req }) => {
  if (req.context[COMMAND_CONTEXT] || operation !== 'update' || data.stage === originalDoc.stage) return data
  const waits = WAITING_STAGES.includes(data.stage)
  if (!waits) data.queue = null
  if (!waits && data.stage !== 'in_progress' && data.bayId === originalDoc.bayId) data.bayId = null
  return data
}

export const followChange: CollectionAfterChangeHook = async ({ doc, previousDoc, operation, req }) => {
  if (req.context[COMMAND_CONTEXT]) return
  await follow(req, operation === 'update' ? orderDocument(previousDoc) : null, orderDocument(doc))
}

export const followDeletion: CollectionAfterDeleteHook = ({ doc, req }) => follow(req, orderDocument(doc), null)

async function follow(req: PayloadRequest, before: Order | null, after: Order | null): Promise<void> {
  const [from, to] = [standsIn(before), standsIn(after)]
  const bayLeft = before !== null && before.bayId !== null && before.bayId !== after?.bayId
  if (from === to && !bayLeft) return
  const records = payloadRecords(req, (after ?? (before as Order)).tenantId)
  const now = Date.now()
  if (before && from !== to) await leaveQueue(records, { ...before, queue: from })
  if (after && to !== null && from !== to) {
    const queue = await records.queue(to)
    if (queue) await joinQueue(records, queue, after.orderID, now)
  }
  if (before && bayLeft) await leaveBay(records, before, now)
}
