import type { Bay, Order, Queue, QueueId, Stage } from '../documents'
import { isProvisional, shownNumber } from '../provisional-number'
import { isRefusal } from '../rules/job-refusals'
import { cancelJob } from '../rules/job-steps'
import { STATUS_ON_ENTERING } from '../rules/overall-status'
import { placed, without } from '../rules/queue-order'
import { type Changes, change, type Run, read } from './access'
import type { Acting } from './define'
import { type Current, reject } from './refuse'

/** What several commands ask of the site or do to it besides their own document. */

/** A bay that nobody is washed in any more. */
export const FREE = { status: 'available', statusReason: null, orderID: null, jobId: null } as const

/** Most cars one queue holds; the public document carries them all. */
const QUEUE_LIMIT = 1000

/** The order, or a rejection that says it is gone. */
export function* requireOrder(orderID: string): Run<Order> {
  const reason = isProvisional(orderID) ? 'order_not_taken' : 'no_order'
  return (yield* read('order', orderID)) ?? reject(reason, null, { order: shownNumber(orderID) })
}

export function* requireQueue(queueId: QueueId): Run<Queue> {
  return (yield* read('queue', queueId)) ?? reject('no_queue', null, { queue: queueId })
}

export function* requireBay(bayId: string): Run<Bay> {
  return (yield* read('bay', bayId)) ?? reject('no_bay', null, { bay: bayId })
}

/** A queue that takes one more car. */
export function* requireOpenQueue(queueId: QueueId): Run<Queue> {
  const queue = yield* requireQueue(queueId)
  if (!queue.open) reject('queue_closed', { queue }, { queue: queue.queueId })
  return requireRoom(queue)
}

/** A queue that holds one more car, open or closed. */
export function requireRoom(queue: Queue): Queue {
  if (queue.entries.length >= QUEUE_LIMIT) reject('queue_full', { queue }, { queue: queue.queueId })
  return queue
}

/** Refuses a command whose sender saw another version of the document. */
export function checkVersion({ expectedVersion }: Acting, version: number, current: Current): void {
  if (expectedVersion !== undefined && expectedVersion !== version) reject('conflict', current)
}

/** Puts the car at the end of the queue, as of `at` (milliseconds since 1970). */
export function* joinQueue(queue: Queue, orderID: string, at: number): Run<void> {
  const entry = { orderID, enteredAt: new Date(at).toISOString() }
  yield* change('queue', queue.queueId, { entries: placed(queue.entries, entry, null) ?? queue.entries })
}

/** Puts the car before all others of the queue, as of `at` (milliseconds since 1970). */
export function* joinQueueFront(queue: Queue, orderID: string, at: number): Run<void> {
  const entry = { orderID, enteredAt: new Date(at).toISOString() }
  yield* change('queue', queue.queueId, { entries: [entry, ...without(queue.entries, orderID)] })
}

/** Takes the car out of the queue it stands in, if any. */
export function* leaveQueue(order: Order): Run<void> {
  const queue = order.queue === null ? null : yield* read('queue', order.queue)
  if (!queue) return
  const entries = without(queue.entries, order.orderID)
  if (entries.length !== queue.entries.length) yield* change('queue', queue.queueId, { entries })
}

/** Calls off the job of a car that will not be washed, and frees its bay. `now` in milliseconds since 1970. */
export function* leaveBay(order: Order, now: number): Run<void> {
  const bay = order.bayId === null ? null : yield* read('bay', order.bayId)
  if (!bay || bay.orderID !== order.orderID) return
  const job = bay.jobId === null ? null : yield* read('job', bay.jobId)
  if (job) {
    const cancelled = cancelJob(job, new Date(now).toISOString())
    if (!isRefusal(cancelled)) yield* change('job', job.jobId, cancelled)
  }
  yield* change('bay', bay.bayId, FREE)
}

/** Moves an order to a stage that the rules have allowed, with the overall status that goes with it. */
export function* enterStage(acting: Acting, order: Order, stage: Stage, fields: Changes['order'] = {}): Run<void> {
  yield* change('order', order.orderID, {
    stage,
    stageSince: new Date(acting.now).toISOString(),
    overallStatus: STATUS_ON_ENTERING[stage],
    ...fields,
  })
}

/** What staff wrote about the order, with one more line; the newest 2,000 characters of it. */
export function withNote(order: Order, note: string): string {
  return [order.staffNotes, note].filter(Boolean).join('\n').slice(-2000)
}

/** Behind what is noted of something that took approval. */
export const approvalNote = ({ actor }: Acting): string =>
  actor.approvedBy ? ` (approved by ${actor.approvedBy.name})` : ''

/** Takes a cancelled order out of its queue or bay; the job, if there is one, is called off. */
export function* withdraw(acting: Acting, order: Order, reason: string): Run<void> {
  yield* leaveQueue(order)
  yield* leaveBay(order, acting.now)
  const note = `Cancelled${reason === '' ? '' : `: ${reason}`}${approvalNote(acting)}`
  const staffNotes = withNote(order, note === 'Cancelled' ? '' : note)
  yield* enterStage(acting, order, 'cancelled', {
    queue: null,
    bayId: null,
    staffNotes,
    calledOffReason: reason,
    calledOffBy: acting.actor.name ?? null,
    calledOffApprovedBy: acting.actor.approvedBy?.actor ?? null,
  })
}
