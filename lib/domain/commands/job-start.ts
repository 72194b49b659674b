import { z } from 'zod'
import { startJob } from '../rules/job-steps'
import { change } from './access'
import { BY_STAFF_OR_BAY, DONE, defineCommand } from './define'
import { accepted, changeJob, jobOnly, momentFor, requireJob } from './job-effects'

/** Starts the job, or goes on with a paused one. */
export const jobStart = defineCommand({
  type: 'job.start',
  payload: jobOnly.extend({
    /** As far as the sender knew, nobody had begun the job: the wash begins. */
    first: z.boolean().optional(),
  }),
  by: BY_STAFF_OR_BAY,
  fact: {
    where: 'the wash begins',
    // Going on is none: it must not take back a pause that its sender had not heard of.
    holds: ({ first }) => first === true,
  },
  *run(acting, { jobId, first }) {
    if (!first) return yield* changeJob(acting, jobId, startJob)
    const job = yield* requireJob(acting, jobId)
    // Somebody else began it too, and whatever they did of it since stays.
    if (job.status === 'in_progress' || job.status === 'paused') return DONE
    yield* change('job', jobId, accepted(startJob(job, momentFor(acting, job)), job))
    return DONE
  },
})
