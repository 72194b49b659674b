import { z } from 'zod'
import type { Job, Stage } from '../documents'
import { isRefusal, type JobOutcome } from '../rules/job-refusals'
import { mayMove } from '../rules/stages'
import { change, type Run, read } from './access'
import { type Acting, DONE, type Done } from './define'
import { reject, rejectRefusal } from './refuse'
import { checkVersion, enterStage, requireOrder } from './site-effects'

/** What the commands of a job have in common. */

export const jobOnly = z.object({ jobId: z.uuid() })
export const jobStep = z.object({ jobId: z.uuid(), stepId: z.string().min(1).max(140) })

/**
 * A finish taken back this soon was a slip of the finger: it is undone even for an order paid in advance. How soon it was
 * is the station's word, so where there is money, or the order is completed, the server's clock must agree.
 */
const SLIP_MS = 2 * 60_000
const AFTER_THE_WASH: readonly Stage[] = ['billed', 'paid', 'completed']

export function* requireJob(acting: Acting, jobId: string): Run<Job> {
  const job = yield* read('job', jobId)
  if (!job) reject('no_job', null)
  // What was done before the car went on to another bay was done all the same.
  const { bayId } = acting.actor
  const cameFromThere = acting.isFact && bayId !== null && bayId !== job.bayId && job.fromBay === bayId
  acting.allow({ bayId: cameFromThere ? bayId : job.bayId })
  checkVersion(acting, job.version, { job })
  return job
}

/** One change of a job and nothing else. */
export function* changeJob(acting: Acting, jobId: string, outcome: (job: Job, at: string) => JobOutcome): Run<Done> {
  const job = yield* requireJob(acting, jobId)
  yield* change('job', jobId, accepted(outcome(job, momentFor(acting, job)), job))
  return DONE
}

/** Takes back a step or the finish; what reopens a finished job brings the car back into its bay. */
export function* undoJob(acting: Acting, jobId: string, outcome: (job: Job, at: string) => JobOutcome): Run<Done> {
  const job = yield* requireJob(acting, jobId)
  const undone = accepted(outcome(job, momentFor(acting, job)), job)
  if (job.status === 'completed') yield* bringBack(acting, job)
  yield* change('job', jobId, undone)
  return DONE
}

function* bringBack(acting: Acting, job: Job): Run<void> {
  const bay = job.bayId === null ? null : yield* read('bay', job.bayId)
  if (!bay || bay.orderID !== null || bay.status === 'out_of_service') reject('bay_taken', bay ? { job, bay } : { job })
  const order = yield* requireOrder(job.orderID)
  const atOnce = acting.now - Date.parse(order.stageSince) <= SLIP_MS
  const nothingSince = order.stage === 'billed' && order.paidAmount === 0
  const slip = acting.actedAt - Date.parse(job.finishedAt ?? '') <= SLIP_MS && (atOnce || nothingSince)
  const answer = mayMove(order, 'in_progress', acting.actor, acting.site)
  if (!answer.allowed && !(slip && AFTER_THE_WASH.includes(order.stage))) rejectRefusal(answer, { job, order })
  yield* change('bay', bay.bayId, {
    status: 'occupied',
    statusReason: null,
    orderID: order.orderID,
    jobId: job.jobId,
  })
  yield* enterStage(acting, order, 'in_progress', { bayId: bay.bayId })
}

export function accepted(outcome: JobOutcome, job: Job): Job {
  if (isRefusal(outcome)) rejectRefusal(outcome, { job })
  return outcome
}

/** When the person acted, but never before the last thing that happened to the job. */
export function momentFor(acting: Acting, job: Job): string {
  const moments = job.steps.flatMap((entry) => [entry.startedAt, entry.finishedAt])
  const known = [job.startedAt, job.pausedAt, job.finishedAt, ...moments].filter((moment) => moment !== null)
  return new Date(Math.max(acting.actedAt, ...known.map((moment) => Date.parse(moment)))).toISOString()
}
