import { startJob } from '../rules/job-steps'
import { BY_STAFF_OR_BAY, defineCommand } from './define'
import { changeJob, jobOnly } from './job-effects'

/** Starts the job, or goes on with a paused one. */
export const jobStart = defineCommand({
  type: 'job.start',
  payload: jobOnly,
  // No fact: going on must not take back a pause that its sender had not heard of.
  by: BY_STAFF_OR_BAY,
  run: (acting, { jobId }) => changeJob(acting, jobId, startJob),
})
