import type { Job, JobStep, SeenJob } from '../documents'

/** How far over its target something runs: amber from 100 % of the target, red from 125 %. */
export type TimeLevel = 'normal' | 'amber' | 'red'

const AMBER_AT = 1
const RED_AT = 1.25
const MINUTE_MS = 60_000

/** Milliseconds worked on the job by `now` (milliseconds since 1970), pauses left out; 0 before it starts. */
export function jobElapsedMs(
  job: Pick<SeenJob, 'startedAt' | 'finishedAt' | 'pausedAt' | 'pausedMs'>,
  now: number,
): number {
  if (!job.startedAt) return 0
  return Math.max(0, clockOf(job, now) - Date.parse(job.startedAt) - (job.pausedMs ?? 0))
}

/** Milliseconds worked on one step of the job by `now`; 0 before it starts. */
export function stepElapsedMs(
  job: Pick<Job, 'finishedAt' | 'pausedAt'>,
  step: Pick<JobStep, 'startedAt' | 'finishedAt'>,
  now: number,
): number {
  if (step.startedAt === null) return 0
  const end = step.finishedAt === null ? clockOf(job, now) : Date.parse(step.finishedAt)
  return Math.max(0, end - Date.parse(step.startedAt))
}

/** The job's target: its steps' minutes, skipped ones left out, in milliseconds. */
export function jobTargetMs(job: Pick<SeenJob, 'steps'>): number {
  return job.steps.reduce((sum, step) => sum + (step.status === 'skipped' ? 0 : step.minutes), 0) * MINUTE_MS
}

/** Milliseconds of target work left: the rest of the running step and all that wait; a late step counts 0. */
export function jobRemainingMs(job: Pick<SeenJob, 'steps' | 'finishedAt' | 'pausedAt'>, now: number): number {
  return job.steps.reduce((sum, step) => {
    if (step.status === 'pending') return sum + step.minutes * MINUTE_MS
    if (step.status !== 'in_progress') return sum
    return sum + Math.max(0, step.minutes * MINUTE_MS - stepElapsedMs(job, step, now))
  }, 0)
}

/** Level of `elapsedMs` against `targetMs`; without a target there is nothing to be late for. */
export function timeLevel(elapsedMs: number, targetMs: number): TimeLevel {
  if (targetMs <= 0) return 'normal'
  const part = elapsedMs / targetMs
  if (part >= RED_AT) return 'red'
  return part >= AMBER_AT ? 'amber' : 'normal'
}

/** The moment the job's clock shows: stopped at the finish or at the pause. */
function clockOf(job: Pick<Job, 'finishedAt' | 'pausedAt'>, now: number): number {
  const stopped = job.finishedAt ?? job.pausedAt
  return stopped === null ? now : Date.parse(stopped)
}
