import { undoFinish } from '../rules/job-undo'
import { BY_STAFF_OR_BAY, defineCommand } from './define'
import { jobOnly, undoJob } from './job-effects'

/** Takes back the finish; the car is in its bay again. */
export const jobUndoFinish = defineCommand({
  type: 'job.undoFinish',
  payload: jobOnly,
  by: BY_STAFF_OR_BAY,
  run: (acting, { jobId }) => undoJob(acting, jobId, undoFinish),
})
