import { undoStep } from '../rules/job-undo'
import { BY_STAFF_OR_BAY, defineCommand } from './define'
import { jobStep, undoJob } from './job-effects'

/** Takes back a step that was done or left out. */
export const jobUndoStep = defineCommand({
  type: 'job.undoStep',
  payload: jobStep,
  by: BY_STAFF_OR_BAY,
  run: (acting, { jobId, stepId }) => undoJob(acting, jobId, (job, at) => undoStep(job, stepId, at)),
})
