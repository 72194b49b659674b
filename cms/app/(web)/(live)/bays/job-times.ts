import type { Job } from '@/lib/domain'
import { jobElapsedMs, jobTargetMs, type TimeLevel, timeLevel } from '@/lib/domain'

export interface JobTimes {
  readonly elapsedMs: number
  readonly targetMs: number
  readonly level: TimeLevel
  /** Share of the target that is used, 0 to 1. */
  readonly share: number
}

/** How a job stands against its target at `now`, milliseconds since 1970. */
export function jobTimes(job: Job, now: number): JobTimes {
  const elapsedMs = jobElapsedMs(job, now)
  const targetMs = jobTargetMs(job)
  const share = targetMs > 0 ? Math.min(1, elapsedMs / targetMs) : 0
  return { elapsedMs, targetMs, level: timeLevel(elapsedMs, targetMs), share }
}
