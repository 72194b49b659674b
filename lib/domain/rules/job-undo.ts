import type { Job, JobStep } from '../documents'
import { type JobOutcome, refuseJob } from './job-refusals'
import { replaceStep, withNextStarted } from './job-steps'

/**
 * Ways back from what was done to a job. A pause and a resume need none of their own: resuming as of the moment of the
 * pause, or pausing as of the moment of the resume, leaves the job as it was.
 */

/** Takes back a start nothing has been done since: the job waits again, its clock at nothing. */
export function undoStart(job: Job): JobOutcome {
  if (job.status === 'completed' || job.status === 'cancelled') return refuseJob('ended')
  if (job.status === 'pending') return refuseJob('not_started')
  if (job.status === 'paused') return refuseJob('paused')
  const worked = lastWorked(job.steps)
  if (worked) return refuseJob('not_last', { step: worked.name })
  const steps = job.steps.map((step) => (step.status === 'in_progress' ? waiting(step) : step))
  return { ...job, status: 'pending', startedAt: null, pausedMs: 0, steps }
}

/** Takes back a finish: a step that ended with it runs on as if it had never ended; the others stay as they were. */
export function undoFinish(job: Job): JobOutcome {
  if (job.status === 'cancelled') return refuseJob('ended')
  if (job.status !== 'completed') return refuseJob('not_finished')
  const last = lastWorked(job.steps)
  const steps = job.steps.map(
    (step): JobStep =>
      step === last && step.status === 'completed' && step.finishedAt === job.finishedAt
        ? { ...step, status: 'in_progress', finishedAt: null }
        : step,
  )
  return { ...job, status: 'in_progress', finishedAt: null, steps }
}

/**
 * Takes back the last done or skipped step: it runs again as if it had never ended, and the step after it waits again.
 * On a finished job this reopens the job. A step skipped before its turn goes back to waiting, whatever came after.
 */
export function undoStep(job: Job, stepId: string, at: string): JobOutcome {
  const step = job.steps.find((entry) => entry.stepId === stepId)
  if (!step) return refuseJob('unknown_step')
  if (job.status === 'cancelled') return refuseJob('ended')
  if (step.status !== 'completed' && step.status !== 'skipped') return refuseJob('step_not_ended', { step: step.name })
  const open = job.status === 'completed' ? { ...job, status: 'in_progress' as const, finishedAt: null } : job
  const moment = job.pausedAt ?? at

  if (step.startedAt === null) {
    const steps = replaceStep(job.steps, waiting(step))
    return { ...open, steps: job.status === 'pending' ? steps : withNextStarted(steps, moment) }
  }
  const last = lastWorked(job.steps)
  if (last && last.stepId !== stepId) return refuseJob('not_last', { step: last.name })

  // Work on the step that wrongly began counts for the one that had not ended; time without a running step does not.
  const running = job.steps.find((entry) => entry.status === 'in_progress')
  const worked = workedMs(step, moment) + (running ? workedMs(running, moment) : 0)
  const startedAt = new Date(Date.parse(moment) - worked).toISOString()
  const steps = job.steps.map((entry): JobStep => {
    if (entry.stepId === stepId) return { ...waiting(entry), status: 'in_progress', startedAt }
    return entry.status === 'in_progress' ? waiting(entry) : entry
  })
  return { ...open, steps }
}

function waiting(step: JobStep): JobStep {
  return { ...step, status: 'pending', startedAt: null, finishedAt: null, skipReason: null }
}

function lastWorked(steps: readonly JobStep[]): JobStep | undefined {
  let last: JobStep | undefined
  for (const step of steps) {
    if (step.finishedAt === null || step.startedAt === null) continue
    if (!last || step.finishedAt >= (last.finishedAt ?? '')) last = step
  }
  return last
}

function workedMs(step: JobStep, at: string): number {
  if (step.startedAt === null) return 0
  return Math.max(0, Date.parse(step.finishedAt ?? at) - Date.parse(step.startedAt))
}
