import { z } from 'zod'
import { skipStep } from '../rules/job-steps'
import { BY_STAFF_OR_BAY, defineCommand } from './define'
import { changeJob, jobStep } from './job-effects'

/** Why a step was left out; chosen, not typed. */
export const SKIP_REASONS = [
  'not_needed',
  'customer_declined',
  'no_supplies',
  'equipment_fault',
  'damage_risk',
] as const

/** Leaves a step out, whether it is running or still to come. */
export const jobSkipStep = defineCommand({
  type: 'job.skipStep',
  payload: jobStep.extend({ reason: z.enum(SKIP_REASONS) }),
  by: BY_STAFF_OR_BAY,
  fact: 'always',
  run: (acting, { jobId, stepId, reason }) => changeJob(acting, jobId, (job, at) => skipStep(job, stepId, reason, at)),
})
