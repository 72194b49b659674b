import type { Job, JobStep, Order, OrderService } from '../documents'
import { type JobOutcome, refuseJob } from './job-refusals'
import { type CatalogService, choiceOf, isChoice } from './pricing'

/**
 * What may happen to a job, as functions Job -> Job or a refusal. They know no clock: `at` is when the person acted.
 *
 * A pause is no work time. The job keeps its pauses in `pausedMs`; a step keeps none: resuming moves the running
 * step's `startedAt` on by the pause, so that `finishedAt - startedAt` of a step is the time worked on it.
 */

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

/** How names of services stand beside each other in one line. */
export const BETWEEN_NAMES = ' + '

/** What a job is called at its bay, by the usual names of its services; empty for an order that was written without any. */
export const jobTitle = (order: Pick<Order, 'services'>): string =>
  order.services
    .map((line) => line.name)
    .join(BETWEEN_NAMES)
    .slice(0, 256)

/**
 * The job of an order of which something else is ordered now. What is done or begun stays, whatever it was for; of what is
 * no longer ordered the rest goes, and what is new is still to come.
 */
export function changeSteps(
  job: Job,
  before: readonly OrderService[],
  after: readonly OrderService[],
  catalog: readonly CatalogService[],
  at: string,
): Job {
  if (hasEnded(job)) return job
  const known = new Map(job.steps.map((step) => [step.stepId, step]))
  const planned = after.flatMap((line) => {
    const isSame = before.some((old) => isChoice(old, choiceOf(line)))
    // A line that stays keeps its steps, though the price list may have others by now.
    const own = isSame ? job.steps.filter(({ stepId }) => stepId.startsWith(`${line.serviceId}.`)) : []
    return own.length > 0 ? own : stepsForServices([line], catalog).map((step) => known.get(step.stepId) ?? step)
  })
  const begun = job.steps.filter((step) => step.status !== 'pending' && !planned.includes(step))
  const steps = [...begun, ...planned]
  const isUnderWay = job.status === 'in_progress' || job.status === 'paused'
  return { ...job, steps: isUnderWay ? withNextStarted(steps, job.pausedAt ?? at) : steps }
}

/** Starts a job, or resumes a paused one. */
export function startJob(job: Job, at: string): JobOutcome {
  if (job.status === 'in_progress') return refuseJob('already_running')
  if (hasEnded(job)) return refuseJob('ended')
  if (job.status === 'paused') return resumed(job, at)
  return { ...job, status: 'in_progress', startedAt: at, steps: withNextStarted(job.steps, at) }
}

export function pauseJob(job: Job, at: string): JobOutcome {
  if (hasEnded(job)) return refuseJob('ended')
  if (job.status !== 'in_progress') return refuseJob('not_running')
  return { ...job, status: 'paused', pausedAt: at }
}

/** Ends the running step; the next one starts at the same moment. */
export function completeStep(job: Job, stepId: string, at: string): JobOutcome {
  const step = job.steps.find((entry) => entry.stepId === stepId)
  if (!step) return refuseJob('unknown_step')
  if (hasEnded(job)) return refuseJob('ended')
  if (job.status === 'pending') return refuseJob('not_started')
  if (job.status === 'paused') return refuseJob('paused')
  if (step.status === 'completed' || step.status === 'skipped') return refuseJob('step_ended', { step: step.name })
  if (step.status !== 'in_progress') return refuseJob('step_not_running', { step: step.name })
  const steps = replaceStep(job.steps, { ...step, status: 'completed', finishedAt: at })
  return { ...job, steps: withNextStarted(steps, at) }
}

/** Leaves a step out, whether it is running or still to come. */
export function skipStep(job: Job, stepId: string, reason: string, at: string): JobOutcome {
  const step = job.steps.find((entry) => entry.stepId === stepId)
  if (!step) return refuseJob('unknown_step')
  if (hasEnded(job)) return refuseJob('ended')
  if (step.status === 'completed' || step.status === 'skipped') return refuseJob('step_ended', { step: step.name })
  const moment = job.pausedAt ?? at
  const steps = replaceStep(job.steps, { ...step, status: 'skipped', finishedAt: moment, skipReason: reason })
  return { ...job, steps: step.status === 'in_progress' ? withNextStarted(steps, moment) : steps }
}

/** Ends the job. A last running step ends with it; steps still waiting are in the way. */
export function finishJob(job: Job, at: string): JobOutcome {
  if (hasEnded(job)) return refuseJob('ended')
  if (job.status === 'pending') return refuseJob('not_started')
  const left = job.steps.filter((step) => step.status === 'pending').length
  if (left > 0) return refuseJob('steps_left', { count: left })
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
  if (hasEnded(job)) return refuseJob('ended')
  const current = job.status === 'paused' ? resumed(job, at) : job
  return { ...current, status: 'cancelled', finishedAt: at }
}

/** The step that shows that the wash has begun: the first one done. */
export function firstDone<Step extends Pick<JobStep, 'status'>>(job: {
  readonly steps: readonly Step[]
}): Step | undefined {
  return job.steps.find((step) => step.status === 'completed')
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

/** The next waiting step begins, unless one is running. */
export function withNextStarted(steps: readonly JobStep[], at: string): JobStep[] {
  if (steps.some((step) => step.status === 'in_progress')) return [...steps]
  const next = steps.find((step) => step.status === 'pending')
  return next ? replaceStep(steps, { ...next, status: 'in_progress', startedAt: at }) : [...steps]
}

export function replaceStep(steps: readonly JobStep[], changed: JobStep): JobStep[] {
  return steps.map((step) => (step.stepId === changed.stepId ? changed : step))
}
