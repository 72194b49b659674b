import type { SeenJob } from '../documents'
import { jobElapsedMs } from './job-clock'

/** How far back the averages reach: what was an hour ago tells more of the next car than what was in the morning. */
const SPAN_MS = 3 * 3_600_000

/** Averages in milliseconds; `null` where there was nothing to take one of. */
export interface Pace {
  /** From the order until its wash began. */
  readonly waitMs: number | null
  /** From the beginning of a wash to its end, pauses left out. */
  readonly washMs: number | null
}

/**
 * How long cars have waited and been washed in the three hours before `now` (milliseconds since 1970).
 * @param takenAt when the order of this id was taken; `undefined` where that is not known
 */
export function paceOf(jobs: Iterable<SeenJob>, takenAt: (orderID: string) => string | undefined, now: number): Pace {
  const waits: number[] = []
  const washes: number[] = []
  const isRecent = (at: string) => now - Date.parse(at) <= SPAN_MS
  for (const job of jobs) {
    if (!job.startedAt || job.status === 'cancelled') continue
    const taken = takenAt(job.orderID)
    if (taken !== undefined && isRecent(job.startedAt)) waits.push(Date.parse(job.startedAt) - Date.parse(taken))
    if (job.finishedAt && isRecent(job.finishedAt)) washes.push(jobElapsedMs(job, now))
  }
  return { waitMs: average(waits), washMs: average(washes) }
}

function average(values: readonly number[]): number | null {
  if (values.length === 0) return null
  return values.reduce((sum, value) => sum + Math.max(0, value), 0) / values.length
}
