import type { CollectionAfterChangeHook, CollectionAfterDeleteHook, PayloadRequest } from 'payload'
import type { Order } from '@/lib/sync/protocol'
import { WAITING_STAGES } from '@/lib/sync/rules'
import { type Run, read } from '@/lib/sync/rules/commands/access'
import { joinQueue, leaveBay, leaveQueue } from '@/lib/sync/rules/commands/site-effects'
import { orderDocument } from '../documents'
import { COMMAND_CONTEXT } from '../rules/command-context'
import { deletedRow } from '../sync/log/track'
import { payloadRecords } from './payload-records'
import { drive } from './records'
import { siteOf } from './site'

/**
 * An order made or deleted past the commands, by REST or in the admin panel: its queue and bay follow, in the same
 * transaction. Without this a car whose order is deleted would wait in its queue for ever.
 */

export const followCreation: CollectionAfterChangeHook = async ({ doc, operation, req }) => {
  if (req.context[COMMAND_CONTEXT] || operation !== 'create') return
  const order = orderDocument(doc)
  if (WAITING_STAGES.includes(order.stage)) await follow(req, order, (now) => joinOwnQueue(order, now))
}

export const followDeletion: CollectionAfterDeleteHook = async ({ collection, id, req }) => {
  const order = orderDocument(deletedRow(req, collection.slug, id))
  await follow(req, order, (now) => leaveSite(order, now))
}

function* joinOwnQueue(order: Order, now: number): Run<void> {
  const queue = order.queue === null ? null : yield* read('queue', order.queue)
  if (queue) yield* joinQueue(queue, order.orderID, now)
}

function* leaveSite(order: Order, now: number): Run<void> {
  yield* leaveQueue(order)
  yield* leaveBay(order, now)
}

async function follow(req: PayloadRequest, { tenantId }: Order, effects: (now: number) => Run<void>): Promise<void> {
  const now = Date.now()
  const { timezone } = await siteOf(req, tenantId)
  await drive(effects(now), payloadRecords(req, { tenantId, timezone, now }))
}
