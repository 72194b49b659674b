import { z } from 'zod'
import { stageSchema } from '../documents'
import { jobTitle, stepsForServices } from '../rules/job-steps'
import { isWashed, mayMove } from '../rules/stages'
import { orderIDSchema, slugSchema } from '../values'
import { addJob, catalogue, change, read } from './access'
import { BY_DESK_OR_BAY, DONE, defineCommand } from './define'
import { reject, rejectRefusal } from './refuse'
import { checkVersion, enterStage, leaveQueue, requireBay, requireOrder } from './site-effects'

/** The car drives from its queue into the bay: the bay is occupied, the order in progress, its job waits to start. */
export const bayAssign = defineCommand({
  type: 'bay.assign',
  payload: z.object({
    bayId: slugSchema,
    orderID: orderIDSchema,
    /** At which the person saw the order; a car that another bay has washed since is not washed again. */
    stage: stageSchema.optional(),
  }),
  by: BY_DESK_OR_BAY,
  *run(acting, { bayId, orderID, stage }) {
    acting.allow({ bayId })
    const jobId = acting.commandId
    // Its job outlives the wash: where there is one, the car was here, and may be washed and gone.
    if (yield* read('job', jobId)) return DONE
    const bay = yield* requireBay(bayId)
    checkVersion(acting, bay.version, { bay })
    if (bay.status !== 'available') reject('bay_not_available', { bay }, { bay: bay.name })
    const order = yield* requireOrder(orderID)
    if (order.bayId !== null) reject('already_in_bay', { order })
    if (stage !== undefined && isWashed(order.stage) && !isWashed(stage)) reject('conflict', { order })
    // An order in progress without a bay was moved there by hand: it may still drive in.
    if (order.stage !== 'in_progress') {
      const answer = mayMove(order, 'in_progress', acting.actor, acting.site)
      if (!answer.allowed) rejectRefusal(answer, { order })
    }
    yield* leaveQueue(order)
    yield* change('bay', bayId, { status: 'occupied', statusReason: null, orderID, jobId })
    const place = { queue: null, bayId }
    if (order.stage === 'in_progress') yield* change('order', orderID, place)
    else yield* enterStage(acting, order, 'in_progress', place)
    // Last, so that a screen which does not know the price list shows all the rest at once.
    yield* addJob({
      jobId,
      orderID,
      bayId,
      fromQueue: order.queue,
      fromBay: null,
      plate: order.vehicle?.plate ?? orderID,
      vehicleType: order.vehicle?.type ?? 'sedan',
      title: jobTitle(order),
      notes: order.customerNotes,
      status: 'pending',
      steps: stepsForServices(order.services, yield* catalogue()),
      startedAt: null,
      pausedAt: null,
      pausedMs: 0,
      finishedAt: null,
    })
    return DONE
  },
})
