import type { Job, JobStep, OrderService } from '../protocol'
import type { CatalogService } from './pricing'
import { type Refusal, refusals } from './refusal'

/**
 * What may happen to a job, as functions Job -> Job or a refusal. They know no clock: `at` is when the person acted.
 *
 * A pause is no work time. The job keeps its pauses in `pausedMs`; a step keeps none: resuming moves the running
 * step's `startedAt` on by the pause, so that `finishedAt - startedAt` of a step is the time worked on it.
 */

type JobRefusalCode =
  | 'already_running'
  | 'not_running'
  | 'paused'
  | 'ended'
  | 'not_started'
  | 'unknown_step'
  | 'step_not_running'
  | 'step_ended'
  | 'step_not_ended'
  | 'not_last'
  | 'steps_left'

const refuse = refusals<JobRefusalCode>('job', {
  already_running: 'The job is already running.',
  not_running: 'The job is not running, so it cannot be paused.',
  paused: 'The job is paused. Resume it first.',
  ended: 'The job has ended. Nothing more can be changed on it.',
  not_started: 'The job has not been started. Start it first.',
  unknown_step: 'The job has no such step. Look again at its steps.',
  step_not_running: '{step} is not the step being worked on. Finish or skip the steps before it.',
  step_ended: '{step} has already been done or skipped.',
  step_not_ended: '{step} has not been done or skipped, so there is nothing to undo.',
  not_last: 'Only the last step can be undone. Undo {step} first.',
  steps_left: '{count} steps are neither done nor skipped. Do or skip them first.',
})

export type JobOutcome = Job | Refusal<JobRefusalCode>

export function isRefusal(outcome: object): outcome is Refusal {
  return 'allowed' in outcome && outcome.allowed === false
}

/** The steps of a new job: every service's steps in order, then its chosen options that take time. */
export function stepsForServices(services: readonly OrderService[], catalog: readonly CatalogService[]): JobStep[] {
  return services.flatMap((line) => {
    const service = catalog.find((entry) => entry.serviceId === line.serviceId)
    // A service that has left the price list still has to be done: one step with the time it was sold with.
    const parts = service
      ? [
          ...service.steps,
          ...service.options
            .filter(
              (option) => option.minutes > 0 && line.options.some((chosen) => chosen.optionId === option.optionId),
            )
            .map((option) => ({ stepId: option.optionId, name: option.name, minutes: option.minutes })),
        ]
      : []
    const steps = parts.length > 0 ? parts : [{ stepId: 'all', name: line.name, minutes: line.minutes }]
    return steps.map(
      (step): JobStep => ({
        stepId: `${line.serviceId}.${step.stepId}`,
        name: step.name,
        minutes: step.minutes,
        status: 'pending',
        startedAt: null,
        finishedAt: null,
        skipReason: null,
      }),
    )
  })
}

/** Starts a job, or resumes a paused one. */
export function startJob(job: Job, at: string): JobOutcome {
  if (job.status === 'in_progress') return refuse('already_running')
  if (hasEnded(job)) return refuse('ended')
  if (job.status === 'paused') return resumed(job, at)
  return { ...job, status: 'in_progress', startedAt: at, steps: withNextStarted(job.steps, at) }
}

export function pauseJob(job: Job, at: string): JobOutcome {
  if (hasEnded(job)) return refuse('ended')
  if (job.status !== 'in_progress') return refuse('not_running')
  return { ...job, status: 'paused', pausedAt: at }
}

/** Ends the running step; the next one starts at the same moment. */
export function completeStep(job: Job, stepId: string, at: string): JobOutcome {
  const step = job.steps.find((entry) => entry.stepId === stepId)
  if (!step) return refuse('unknown_step')
  if (hasEnded(job)) return refuse('ended')
  if (job.status === 'pending') return refuse('not_started')
  if (job.status === 'paused') return refuse('paused')
  if (step.status === 'completed' || step.status === 'skipped') return refuse('step_ended', { step: step.name })
  if (step.status !== 'in_progress') return refuse('step_not_running', { step: step.name })
  const steps = replaceStep(job.steps, { ...step, status: 'completed', finishedAt: at })
  return { ...job, steps: withNextStarted(steps, at) }
}

/** Leaves a step out, whether it is running or still to come. */
export function skipStep(job: Job, stepId: string, reason: string, at: string): JobOutcome {
  const step = job.steps.find((entry) => entry.stepId === stepId)
  if (!step) return refuse('unknown_step')
  if (hasEnded(job)) return refuse('ended')
  if (step.status === 'completed' || step.status === 'skipped') return refuse('step_ended', { step: step.name })
  const moment = job.pausedAt ?? at
  const steps = replaceStep(job.steps, { ...step, status: 'skipped', finishedAt: moment, skipReason: reason })
  return { ...job, steps: step.status === 'in_progress' ? withNextStarted(steps, moment) : steps }
}

/**
 * Takes back the last done or skipped step: it runs again as if it had never ended, and the step after it waits again.
 * On a finished job this reopens the job. A step skipped before its turn goes back to waiting, whatever came after.
 */
export function undoStep(job: Job, stepId: string, at: string): JobOutcome {
  const step = job.steps.find((entry) => entry.stepId === stepId)
  if (!step) return refuse('unknown_step')
  if (job.status === 'cancelled') return refuse('ended')
  if (step.status !== 'completed' && step.status !== 'skipped') return refuse('step_not_ended', { step: step.name })
  const open = job.status === 'completed' ? { ...job, status: 'in_progress' as const, finishedAt: null } : job
  const moment = job.pausedAt ?? at

  if (step.startedAt === null) {
    const steps = replaceStep(job.steps, waiting(step))
    return { ...open, steps: job.status === 'pending' ? steps : withNextStarted(steps, moment) }
  }
  const last = lastWorked(job.steps)
  if (last && last.stepId !== stepId) return refuse('not_last', { step: last.name })

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

/** Ends the job. A last running step ends with it; steps still waiting are in the way. */
export function finishJob(job: Job, at: string): JobOutcome {
  if (hasEnded(job)) return refuse('ended')
  if (job.status === 'pending') return refuse('not_started')
  const left = job.steps.filter((step) => step.status === 'pending').length
  if (left > 0) return refuse('steps_left', { count: left })
  const current = job.status === 'paused' ? resumed(job, at) : job
  return {
    ...current,
    status: 'completed',
    finishedAt: at,
    steps: current.steps.map((step) =>
      step.status === 'in_progress' ? { ...step, status: 'completed', finishedAt: at } : step,
    ),
  }
}

/** Calls the job off with its order. */
export function cancelJob(job: Job, at: string): JobOutcome {
  if (hasEnded(job)) return refuse('ended')
  const current = job.status === 'paused' ? resumed(job, at) : job
  return { ...current, status: 'cancelled', finishedAt: at }
}

function hasEnded(job: Job): boolean {
  return job.status === 'completed' || job.status === 'cancelled'
}

function resumed(job: Job, at: string): Job {
  const pause = job.pausedAt === null ? 0 : Math.max(0, Date.parse(at) - Date.parse(job.pausedAt))
  return {
    ...job,
    status: 'in_progress',
    pausedAt: null,
    pausedMs: job.pausedMs + pause,
    steps: job.steps.map((step) =>
      step.status === 'in_progress' && step.startedAt !== null
        ? { ...step, startedAt: new Date(Date.parse(step.startedAt) + pause).toISOString() }
        : step,
    ),
  }
}

function withNextStarted(steps: readonly JobStep[], at: string): JobStep[] {
  if (steps.some((step) => step.status === 'in_progress')) return [...steps]
  const next = steps.find((step) => step.status === 'pending')
  return next ? replaceStep(steps, { ...next, status: 'in_progress', startedAt: at }) : [...steps]
}

function replaceStep(steps: readonly JobStep[], changed: JobStep): JobStep[] {
  return steps.map((step) => (step.stepId === changed.stepId ? changed : step))
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
