import { z } from 'zod'
import { firstDone } from '../rules/job-steps'
import { orderIDSchema, slugSchema } from '../values'
import { read } from './access'
import { BY_DESK_OR_BAY, DONE, defineCommand } from './define'
import { reject } from './refuse'
import {
  checkVersion,
  enterStage,
  joinQueueFront,
  leaveBay,
  requireBay,
  requireOrder,
  requireQueue,
  requireRoom,
} from './site-effects'

/** The wrong car, or the wrong bay: as long as no step is done, the car waits again, before all others of its queue. */
export const bayRelease = defineCommand({
  type: 'bay.release',
  /** `orderID` is the car meant: another one in the bay stays. */
  payload: z.object({ bayId: slugSchema, orderID: orderIDSchema }),
  by: BY_DESK_OR_BAY,
  *run(acting, { bayId, orderID }) {
    acting.allow({ bayId })
    const bay = yield* requireBay(bayId)
    checkVersion(acting, bay.version, { bay })
    const order = yield* requireOrder(orderID)
    if (bay.orderID !== orderID) reject('not_in_bay', { bay }, { bay: bay.name })
    const job = bay.jobId === null ? null : yield* read('job', bay.jobId)
    const done = job && firstDone(job)
    if (done) reject('wash_begun', { job }, { step: done.name })
    // Closed or not: the car has been in it before.
    const queue = requireRoom(yield* requireQueue(job?.fromQueue ?? 'regular'))
    yield* leaveBay(order, acting.now)
    yield* joinQueueFront(queue, orderID, acting.actedAt)
    yield* enterStage(acting, order, 'open', { queue: queue.queueId, bayId: null })
    return DONE
  },
})
