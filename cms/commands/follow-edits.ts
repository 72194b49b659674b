import type { CollectionAfterChangeHook, CollectionAfterDeleteHook } from 'payload'
import { WAITING_STAGES } from '@/lib/sync/rules'
import { orderDocument } from '../documents'
import { COMMAND_CONTEXT } from '../rules/command-context'
import { deletedRow } from '../sync/log/track'
import { payloadRecords } from './payload-records'
import { joinQueue, leaveBay, leaveQueue } from './site-effects'

/**
 * An order made or deleted past the commands, by REST or in the admin panel: its queue and bay follow, in the same
 * transaction. Without this a car whose order is deleted would wait in its queue for ever.
 */

export const followCreation: CollectionAfterChangeHook = async ({ doc, operation, req }) => {
  if (req.context[COMMAND_CONTEXT] || operation !== 'create') return
  const order = orderDocument(doc)
  if (order.queue === null || !WAITING_STAGES.includes(order.stage)) return
  const records = payloadRecords(req, order.tenantId)
  const queue = await records.queue(order.queue)
  if (queue) await joinQueue(records, queue, order.orderID, Date.now())
}

export const followDeletion: CollectionAfterDeleteHook = async ({ collection, id, req }) => {
  const order = orderDocument(deletedRow(req, collection.slug, id))
  const records = payloadRecords(req, order.tenantId)
  await leaveQueue(records, order)
  await leaveBay(records, order, Date.now())
}
