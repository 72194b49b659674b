import type { PayloadRequest } from 'payload'
import type { Order } from '@/lib/domain'
import { WAITING_STAGES } from '@/lib/domain'
import { type Run, read } from '@/lib/domain/commands/access'
import { joinQueue, leaveBay, leaveQueue } from '@/lib/domain/commands/site-effects'
import { COMMAND_CONTEXT } from './command-context'
import { payloadRecords } from './payload-records'
import { drive } from './records'
import { siteOf } from './site'

/**
 * An order made or deleted past the commands, by REST or in the admin panel: its queue and bay follow, in the same
 * transaction. Without this a car whose order is deleted would wait in its queue for ever.
 */

export async function takePlace(req: PayloadRequest, order: Order): Promise<void> {
  if (req.context[COMMAND_CONTEXT] || !WAITING_STAGES.includes(order.stage)) return
  await follow(req, order, (now) => joinOwnQueue(order, now))
}

export async function leaveSite(req: PayloadRequest, order: Order): Promise<void> {
  await follow(req, order, (now) => leaveQueueAndBay(order, now))
}

function* joinOwnQueue(order: Order, now: number): Run<void> {
  const queue = order.queue === null ? null : yield* read('queue', order.queue)
  if (queue) yield* joinQueue(queue, order.orderID, now)
}

function* leaveQueueAndBay(order: Order, now: number): Run<void> {
  yield* leaveQueue(order)
  yield* leaveBay(order, now)
}

async function follow(req: PayloadRequest, { tenantId }: Order, effects: (now: number) => Run<void>): Promise<void> {
  const now = Date.now()
  const site = await siteOf(req, tenantId)
  await drive(effects(now), payloadRecords(req, { tenantId, site, now }))
}
