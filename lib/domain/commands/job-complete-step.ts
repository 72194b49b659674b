import { completeStep } from '../rules/job-steps'
import { BY_STAFF_OR_BAY, defineCommand } from './define'
import { changeJob, jobStep } from './job-effects'

/** The running step is done; the next one begins. */
export const jobCompleteStep = defineCommand({
  type: 'job.completeStep',
  payload: jobStep,
  by: BY_STAFF_OR_BAY,
  fact: 'always',
  run: (acting, { jobId, stepId }) => changeJob(acting, jobId, (job, at) => completeStep(job, stepId, at)),
})
