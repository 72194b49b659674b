import { WAITING_STAGES } from '@/lib/sync/rules'
import { placed, without } from '../rules/queue-order'
import { type CommandContext, checkPermission, checkVersion, DONE, type Handlers, type PayloadOf } from './context'
import { reject } from './rejection'
import { requireOpenQueue, requireOrder, requireQueue } from './site-effects'

export const queueCommands: Handlers<'queue.move' | 'queue.open' | 'queue.close'> = {
  'queue.move': move,
  'queue.open': (context, payload) => setOpen(context, payload, true),
  'queue.close': (context, payload) => setOpen(context, payload, false),
}

/** Puts a waiting car at another place, in its queue or in another one. */
async function move(context: CommandContext, payload: PayloadOf<'queue.move'>) {
  checkPermission(context, 'queue.move')
  const order = await requireOrder(context, payload.orderID)
  if (!WAITING_STAGES.includes(order.stage) || order.bayId !== null) reject('not_waiting', { order })
  const stays = order.queue === payload.queue
  const target = stays ? await requireQueue(context, payload.queue) : await requireOpenQueue(context, payload.queue)
  checkVersion(context, target.version, { queue: target })
  const source = stays || order.queue === null ? target : await requireQueue(context, order.queue)
  const entry = source.entries.find(({ orderID }) => orderID === order.orderID) ?? {
    orderID: order.orderID,
    enteredAt: new Date(context.actedAt).toISOString(),
  }
  const entries = placed(target.entries, entry, payload.before)
  if (!entries) reject('place_gone', { queue: target }, { order: payload.before ?? order.orderID })
  if (source !== target) {
    await context.records.updateQueue(source.queueId, { entries: without(source.entries, order.orderID) })
  }
  await context.records.updateQueue(target.queueId, { entries })
  if (!stays) await context.records.updateOrder(order.orderID, { queue: target.queueId })
  return DONE
}

/** A closed queue takes no new cars; those in it are still served. */
async function setOpen(context: CommandContext, payload: PayloadOf<'queue.open'>, open: boolean) {
  checkPermission(context, open ? 'queue.open' : 'queue.close')
  const queue = await requireQueue(context, payload.queue)
  checkVersion(context, queue.version, { queue })
  if (queue.open !== open) await context.records.updateQueue(queue.queueId, { open })
  return DONE
}
