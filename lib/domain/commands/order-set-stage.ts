import { stageSchema } from '../documents'
import { mayCancel } from '../rules/permissions'
import { mayMove, WAITING_STAGES } from '../rules/stages'
import { BY_DESK, DONE, defineCommand } from './define'
import { orderOnly } from './order-only'
import { rejectRefusal } from './refuse'
import {
  checkVersion,
  enterStage,
  joinQueue,
  leaveQueue,
  requireOpenQueue,
  requireOrder,
  withdraw,
} from './site-effects'

/** Moves an order by hand, as far as the stage rules allow it. */
export const orderSetStage = defineCommand({
  type: 'order.setStage',
  payload: orderOnly.extend({ stage: stageSchema }),
  by: BY_DESK,
  *run(acting, { orderID, stage }) {
    acting.allow()
    const order = yield* requireOrder(orderID)
    checkVersion(acting, order.version, { order })
    const answer =
      stage === 'cancelled'
        ? mayCancel(acting.actor, order, acting.site)
        : mayMove(order, stage, acting.actor, acting.site)
    if (!answer.allowed) rejectRefusal(answer, { order })
    if (stage === 'cancelled') yield* withdraw(acting, order, '')
    else if (!WAITING_STAGES.includes(stage)) {
      yield* leaveQueue(order)
      yield* enterStage(acting, order, stage, { queue: null })
    } else if (order.queue !== null) yield* enterStage(acting, order, stage)
    else {
      // An order that starts to wait stands in a queue.
      const queue = yield* requireOpenQueue('regular')
      yield* enterStage(acting, order, stage, { queue: queue.queueId })
      yield* joinQueue(queue, orderID, acting.actedAt)
    }
    return DONE
  },
})
