import type { SeenJob, SeenOrder } from '../documents'
import { jobElapsedMs, jobTargetMs } from './job-clock'
import { WAITING_STAGES } from './stages'

/** How an order stands against what its customer was promised: `due` from four fifths of it, `late` beyond it. */
export type Standing = 'fine' | 'due' | 'late'

export interface OrderAge {
  /** How long it has waited, been washed, or stood where it is; milliseconds. */
  readonly ms: number
  readonly standing: Standing
}

const DUE_AT = 0.8
const MINUTE_MS = 60_000

/** What the age of an order rests on. */
export type AgedOrder = Pick<SeenOrder, 'stage' | 'stageSince' | 'createdAt' | 'queue'>

/**
 * The order's age as of `now` (milliseconds since 1970). A waiting car's counts from its order, against `promiseMinutes`, within
 * which the site promises that its wash begins; a wash counts against the time its steps are to take. Nobody was promised
 * when to pay, nor anything in the queue that is served last.
 */
export function ageOfOrder(order: AgedOrder, job: SeenJob | undefined, promiseMinutes: number, now: number): OrderAge {
  if (WAITING_STAGES.includes(order.stage)) {
    const ms = Math.max(0, now - Date.parse(order.createdAt ?? order.stageSince))
    return { ms, standing: order.queue === 'remnant' ? 'fine' : standingOf(ms, promiseMinutes * MINUTE_MS) }
  }
  if (order.stage === 'in_progress' && job?.startedAt) {
    const ms = jobElapsedMs(job, now)
    return { ms, standing: standingOf(ms, jobTargetMs(job)) }
  }
  return { ms: Math.max(0, now - Date.parse(order.stageSince)), standing: 'fine' }
}

/** Without a promise there is nothing to be late for. */
function standingOf(ms: number, promisedMs: number): Standing {
  if (promisedMs <= 0 || ms < promisedMs * DUE_AT) return 'fine'
  return ms <= promisedMs ? 'due' : 'late'
}
