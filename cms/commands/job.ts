import type { CommandType, Job, Stage } from '@/lib/sync/protocol'
import {
  completeStep,
  finishJob,
  isRefusal,
  isSettled,
  type JobOutcome,
  mayMove,
  pauseJob,
  skipStep,
  startJob,
  undoFinish,
  undoStart,
  undoStep,
} from '@/lib/sync/rules'
import { requireBay } from './bay'
import { type CommandContext, checkPermission, checkVersion, DONE, type Handlers, type PayloadOf } from './context'
import { reject, rejectRefusal } from './rejection'
import { enterStage, requireOrder } from './site-effects'

/**
 * A finish taken back this soon was a slip of the finger: it is undone even for an order paid in advance. How soon it was
 * is the station's word, so where there is money, or the order is completed, the server's clock must agree.
 */
const SLIP_MS = 2 * 60_000
const AFTER_THE_WASH: readonly Stage[] = ['billed', 'paid', 'completed']

type JobCommand = Extract<CommandType, `job.${string}`>

export const jobCommands: Handlers<JobCommand> = {
  'job.start': (context, payload) => step(context, 'job.start', payload.jobId, startJob),
  'job.pause': (context, payload) => step(context, 'job.pause', payload.jobId, pauseJob),
  'job.completeStep': (context, payload) =>
    step(context, 'job.completeStep', payload.jobId, (job, at) => completeStep(job, payload.stepId, at)),
  'job.skipStep': (context, payload) =>
    step(context, 'job.skipStep', payload.jobId, (job, at) => skipStep(job, payload.stepId, payload.reason, at)),
  'job.undoStep': (context, payload) =>
    undo(context, 'job.undoStep', payload.jobId, (job, at) => undoStep(job, payload.stepId, at)),
  'job.finish': finish,
  'job.undoStart': (context, payload) => step(context, 'job.undoStart', payload.jobId, undoStart),
  'job.undoFinish': (context, payload) => undo(context, 'job.undoFinish', payload.jobId, undoFinish),
}

/** One change of a job and nothing else. */
async function step(
  context: CommandContext,
  type: CommandType,
  jobId: string,
  change: (job: Job, at: string) => JobOutcome,
) {
  const job = await requireJob(context, type, jobId)
  await context.records.updateJob(jobId, accepted(change(job, momentFor(context, job)), job))
  return DONE
}

/** The wash is done: the bay is free, the order goes to the bill, or is completed where there is nothing to bill. */
async function finish(context: CommandContext, payload: PayloadOf<'job.finish'>) {
  const job = await requireJob(context, 'job.finish', payload.jobId)
  await context.records.updateJob(job.jobId, accepted(finishJob(job, momentFor(context, job)), job))
  if (job.bayId !== null) {
    const bay = await requireBay(context, job.bayId)
    if (bay.jobId === job.jobId) {
      await context.records.updateBay(bay.bayId, {
        status: context.site.cleaningAfterJob ? 'cleaning' : 'available',
        statusReason: null,
        orderID: null,
        jobId: null,
      })
    }
  }
  const order = await requireOrder(context, job.orderID)
  // The bay is left in this same transaction, so the order is judged as one that is out of it.
  const out = { ...order, bayId: null }
  const next = !context.site.billing ? 'completed' : isSettled(order) ? 'paid' : 'billed'
  const answer = mayMove(out, next, context.actor, context.site)
  if (!answer.allowed) rejectRefusal(answer, { job, order })
  await enterStage(context, order, next, { bayId: null })
  return DONE
}

/** Takes back a step or the finish; what reopens a finished job brings the car back into its bay. */
async function undo(
  context: CommandContext,
  type: CommandType,
  jobId: string,
  change: (job: Job, at: string) => JobOutcome,
) {
  const job = await requireJob(context, type, jobId)
  const undone = accepted(change(job, momentFor(context, job)), job)
  if (job.status === 'completed') await bringBack(context, job)
  await context.records.updateJob(job.jobId, undone)
  return DONE
}

async function bringBack(context: CommandContext, job: Job): Promise<void> {
  const bay = job.bayId === null ? null : await context.records.bay(job.bayId)
  if (!bay || bay.orderID !== null || bay.status === 'out_of_service') reject('bay_taken', bay ? { job, bay } : { job })
  const order = await requireOrder(context, job.orderID)
  const atOnce = context.now - Date.parse(order.stageSince) <= SLIP_MS
  const nothingSince = order.stage === 'billed' && order.paidAmount === 0
  const slip = context.actedAt - Date.parse(job.finishedAt ?? '') <= SLIP_MS && (atOnce || nothingSince)
  const answer = mayMove(order, 'in_progress', context.actor, context.site)
  if (!answer.allowed && !(slip && AFTER_THE_WASH.includes(order.stage))) rejectRefusal(answer, { job, order })
  await context.records.updateBay(bay.bayId, {
    status: 'occupied',
    statusReason: null,
    orderID: order.orderID,
    jobId: job.jobId,
  })
  await enterStage(context, order, 'in_progress', { bayId: bay.bayId })
}

async function requireJob(context: CommandContext, type: CommandType, jobId: string): Promise<Job> {
  const job = await context.records.job(jobId)
  if (!job) reject('no_job', null)
  checkPermission(context, type, { bayId: job.bayId })
  checkVersion(context, job.version, { job })
  return job
}

function accepted(outcome: JobOutcome, job: Job): Job {
  if (isRefusal(outcome)) rejectRefusal(outcome, { job })
  return outcome
}

/** When the person acted, but never before the last thing that happened to the job. */
function momentFor(context: CommandContext, job: Job): string {
  const moments = job.steps.flatMap((entry) => [entry.startedAt, entry.finishedAt])
  const known = [job.startedAt, job.pausedAt, job.finishedAt, ...moments].filter((moment) => moment !== null)
  return new Date(Math.max(context.actedAt, ...known.map((moment) => Date.parse(moment)))).toISOString()
}
