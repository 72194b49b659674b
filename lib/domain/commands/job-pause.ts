import { pauseJob } from '../rules/job-steps'
import { BY_STAFF_OR_BAY, defineCommand } from './define'
import { changeJob, jobOnly } from './job-effects'

/** Stops the job's clock until it is started again. */
export const jobPause = defineCommand({
  type: 'job.pause',
  payload: jobOnly,
  by: BY_STAFF_OR_BAY,
  run: (acting, { jobId }) => changeJob(acting, jobId, pauseJob),
})
