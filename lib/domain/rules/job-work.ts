import { z } from 'zod'
import type { Job } from '../documents'
import { jobElapsedMs } from './job-clock'

/** Who said that a step of a job was over; with no step, that the job was. */
const endedBySchema = z.object({
  stepId: z.string().max(140).nullable(),
  /** As the log calls them: `person:7`, `station:bay-1`. */
  by: z.string().max(128),
})
/** A job's record of them. */
export const endedBysSchema = z.array(endedBySchema).max(129)
export type EndedBy = z.infer<typeof endedBySchema>

/** What of a job is over: its steps by id, `null` for the whole. */
const endedIn = (job: Job): (string | null)[] => [
  ...job.steps.filter(({ finishedAt }) => finishedAt !== null).map(({ stepId }) => stepId),
  ...(job.status === 'completed' ? [null] : []),
]

/** The record after a change of the job by `by`; the same one where nothing ended or was taken back. */
export function noteEnded(record: readonly EndedBy[], before: Job, after: Job, by: string): readonly EndedBy[] {
  const was = endedIn(before)
  const ended = endedIn(after)
  const kept = record.filter(({ stepId }) => ended.includes(stepId))
  const added = ended.filter((stepId) => !was.includes(stepId)).map((stepId) => ({ stepId, by }))
  return kept.length === record.length && added.length === 0 ? record : [...kept, ...added]
}

/** What somebody washed on a day. */
export interface Washed {
  /** As the log calls them; `null` for what is not known. */
  readonly by: string | null
  readonly cars: number
  /** Milliseconds of work, pauses left out. */
  readonly ms: number
}

export interface WorkReport {
  /** A car that several worked on counts for each of them. */
  readonly byPerson: readonly Washed[]
  /** Each car once. */
  readonly total: Omit<Washed, 'by'>
}

export interface JobWork {
  readonly job: Job
  readonly endedBy: readonly EndedBy[]
}

/** Adds up finished jobs by who worked on them, most cars first: the time of a step is that of whoever said it was over. */
export function reportWork(jobs: readonly JobWork[]): WorkReport {
  const { add, report } = workSums()
  for (const work of jobs) add(work)
  return report()
}

/** The same of jobs that come one after the other. */
export function workSums() {
  const byPerson = new Map<string | null, Washed>()
  let ms = 0
  let all = 0
  return {
    add(work: JobWork) {
      all += 1
      for (const [by, worked] of sharesOf(work)) {
        const { cars, ms: before } = byPerson.get(by) ?? { cars: 0, ms: 0 }
        byPerson.set(by, { by, cars: cars + 1, ms: before + worked })
        ms += worked
      }
    },
    report: (): WorkReport => ({
      byPerson: [...byPerson.values()].sort((a, b) => b.cars - a.cars || b.ms - a.ms),
      total: { cars: all, ms },
    }),
  }
}

/** A job's time by who worked on it. */
function sharesOf({ job, endedBy }: JobWork): Map<string | null, number> {
  const whose = new Map(endedBy.map(({ stepId, by }) => [stepId, by]))
  const shares = new Map<string | null, number>()
  for (const { stepId, startedAt, finishedAt } of job.steps) {
    if (startedAt === null || finishedAt === null) continue
    const by = whose.get(stepId) ?? null
    const worked = Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt))
    shares.set(by, (shares.get(by) ?? 0) + worked)
  }
  // A job without steps, or of which all were left out before they began.
  if (shares.size === 0) shares.set(whose.get(null) ?? null, jobElapsedMs(job, Date.parse(job.finishedAt ?? '')))
  return shares
}
