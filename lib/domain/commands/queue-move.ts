import { z } from 'zod'
import { queueIdSchema } from '../documents'
import { shownNumber } from '../provisional-number'
import { placed, without } from '../rules/queue-order'
import { WAITING_STAGES } from '../rules/stages'
import { orderIDSchema } from '../values'
import { change } from './access'
import { BY_DESK, DONE, defineCommand } from './define'
import { reject } from './refuse'
import { checkVersion, requireOpenQueue, requireOrder, requireQueue } from './site-effects'

/** Puts a waiting car at another place, in its queue or in another one. */
export const queueMove = defineCommand({
  type: 'queue.move',
  payload: z.object({
    orderID: orderIDSchema,
    queue: queueIdSchema,
    /** Stand directly before this order; `null` is the end of the queue; absent order ids are answered `not_found`. */
    before: orderIDSchema.nullable(),
  }),
  by: BY_DESK,
  *run(acting, payload) {
    acting.allow()
    const order = yield* requireOrder(payload.orderID)
    if (!WAITING_STAGES.includes(order.stage) || order.bayId !== null) reject('not_waiting', { order })
    const stays = order.queue === payload.queue
    const target = yield* stays ? requireQueue(payload.queue) : requireOpenQueue(payload.queue)
    checkVersion(acting, target.version, { queue: target })
    const source = stays || order.queue === null ? target : yield* requireQueue(order.queue)
    const entry = source.entries.find(({ orderID }) => orderID === order.orderID) ?? {
      orderID: order.orderID,
      enteredAt: new Date(acting.actedAt).toISOString(),
    }
    const entries = placed(target.entries, entry, payload.before)
    if (!entries) reject('place_gone', { queue: target }, { order: shownNumber(payload.before ?? order.orderID) })
    if (source !== target) yield* change('queue', source.queueId, { entries: without(source.entries, order.orderID) })
    yield* change('queue', target.queueId, { entries })
    if (!stays) yield* change('order', order.orderID, { queue: target.queueId })
    return DONE
  },
})
