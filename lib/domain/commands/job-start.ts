import { startJob } from '../rules/job-steps'
import { BY_STAFF_OR_BAY, defineCommand } from './define'
import { changeJob, jobOnly } from './job-effects'

/** Starts the job, or goes on with a paused one. */
export const jobStart = defineCommand({
  type: 'job.start',
  payload: jobOnly,
  by: BY_STAFF_OR_BAY,
  fact: 'always',
  run: (acting, { jobId }) => changeJob(acting, jobId, startJob),
})
