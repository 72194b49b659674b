import { undoStart } from '../rules/job-undo'
import { BY_STAFF_OR_BAY, defineCommand } from './define'
import { changeJob, jobOnly } from './job-effects'

/** Takes back a start that nothing has been done since. */
export const jobUndoStart = defineCommand({
  type: 'job.undoStart',
  payload: jobOnly,
  by: BY_STAFF_OR_BAY,
  run: (acting, { jobId }) => changeJob(acting, jobId, undoStart),
})
