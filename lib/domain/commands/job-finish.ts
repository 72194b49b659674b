import { finishJob } from '../rules/job-steps'
import { isSettled, mayMove } from '../rules/stages'
import { change } from './access'
import { BY_STAFF_OR_BAY, DONE, defineCommand } from './define'
import { accepted, jobOnly, momentFor, requireJob } from './job-effects'
import { rejectRefusal } from './refuse'
import { enterStage, requireBay, requireOrder } from './site-effects'

/** The wash is done: the bay is free, the order goes to the bill, or is completed where there is nothing to bill. */
export const jobFinish = defineCommand({
  type: 'job.finish',
  payload: jobOnly,
  by: BY_STAFF_OR_BAY,
  fact: 'always',
  *run(acting, { jobId }) {
    const job = yield* requireJob(acting, jobId)
    yield* change('job', jobId, accepted(finishJob(job, momentFor(acting, job)), job))
    const bay = job.bayId === null ? null : yield* requireBay(job.bayId)
    if (bay?.jobId === jobId) {
      const status = acting.site.cleaningAfterJob ? 'cleaning' : 'available'
      yield* change('bay', bay.bayId, { status, statusReason: null, orderID: null, jobId: null })
    }
    const order = yield* requireOrder(job.orderID)
    // The bay is left in this same command, so the order is judged as one that is out of it.
    const out = { ...order, bayId: null }
    const next = !acting.site.billing ? 'completed' : isSettled(order) ? 'paid' : 'billed'
    const answer = mayMove(out, next, acting.actor, acting.site)
    if (!answer.allowed) rejectRefusal(answer, { job, order })
    yield* enterStage(acting, order, next, { bayId: null })
    return DONE
  },
})
