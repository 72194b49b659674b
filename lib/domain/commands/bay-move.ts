import { z } from 'zod'
import { orderIDSchema, slugSchema } from '../values'
import { change, read } from './access'
import { BY_DESK_OR_BAY, DONE, defineCommand } from './define'
import { reject } from './refuse'
import { checkVersion, FREE, requireBay } from './site-effects'

/**
 * The car goes to another bay with its job, as far as that has come. A bay station sends its own car away, and takes back
 * the one it has sent.
 */
export const bayMove = defineCommand({
  type: 'bay.move',
  /** From `bayId` to `toBayId`; `orderID` is the car meant: another one in the bay stays. */
  payload: z.object({ bayId: slugSchema, toBayId: slugSchema, orderID: orderIDSchema }),
  by: BY_DESK_OR_BAY,
  *run(acting, { bayId, toBayId, orderID }) {
    const bay = yield* requireBay(bayId)
    const job = bay.jobId === null ? null : yield* read('job', bay.jobId)
    const takesBack = acting.actor.bayId === toBayId && job?.fromBay === toBayId
    acting.allow({ bayId: takesBack ? toBayId : bayId })
    checkVersion(acting, bay.version, { bay })
    if (bay.orderID !== orderID) reject('not_in_bay', { bay }, { bay: bay.name })
    const target = yield* requireBay(toBayId)
    if (target.status !== 'available') reject('bay_not_available', { bay: target }, { bay: target.name })
    yield* change('bay', bayId, FREE)
    yield* change('bay', toBayId, { status: 'occupied', statusReason: null, orderID, jobId: bay.jobId })
    yield* change('order', orderID, { bayId: toBayId })
    // Last, so that a screen whose job is from before it said where it came from shows all the rest at once.
    if (job)
      yield* change('job', job.jobId, { ...job, bayId: toBayId, fromBay: job.fromBay === toBayId ? null : bayId })
    return DONE
  },
})
