import type { Order, Queue, QueueId, Stage } from '@/lib/sync/protocol'
import { cancelJob, isRefusal } from '@/lib/sync/rules'
import { STATUS_ON_ENTERING } from '../rules/overall-status'
import { placed, without } from '../rules/queue-order'
import type { CommandContext } from './context'
import type { OrderChange, Records } from './records'
import { reject } from './rejection'

/** Most cars one queue holds; the public document carries them all. */
const QUEUE_LIMIT = 1000

/** What several commands do to the site besides their own document. */

/** The order, or a rejection that says it is gone. */
export async function requireOrder(context: CommandContext, orderID: string): Promise<Order> {
  const order = await context.records.order(orderID)
  return order ?? reject('no_order', null, { order: orderID })
}

/** What finding a document takes of a context. */
type WithRecords = Pick<CommandContext, 'records'>

export async function requireQueue(context: WithRecords, queueId: QueueId): Promise<Queue> {
  const queue = await context.records.queue(queueId)
  return queue ?? reject('no_queue', null, { queue: queueId })
}

/** A queue that takes one more car. */
export async function requireOpenQueue(context: WithRecords, queueId: QueueId): Promise<Queue> {
  const queue = await requireQueue(context, queueId)
  if (!queue.open) reject('queue_closed', { queue }, { queue: queue.queueId })
  return requireRoom(context, queueId)
}

/** A queue that holds one more car, open or closed. */
export async function requireRoom(context: WithRecords, queueId: QueueId): Promise<Queue> {
  const queue = await requireQueue(context, queueId)
  if (queue.entries.length >= QUEUE_LIMIT) reject('queue_full', { queue }, { queue: queue.queueId })
  return queue
}

/** Puts the car at the end of the queue, as of `at` (milliseconds since 1970). */
export async function joinQueue(records: Records, queue: Queue, orderID: string, at: number): Promise<void> {
  const entry = { orderID, enteredAt: new Date(at).toISOString() }
  await records.updateQueue(queue.queueId, { entries: placed(queue.entries, entry, null) ?? queue.entries })
}

/** Puts the car before all others of the queue, as of `at` (milliseconds since 1970). */
export async function joinQueueFront(records: Records, queue: Queue, orderID: string, at: number): Promise<void> {
  const entry = { orderID, enteredAt: new Date(at).toISOString() }
  await records.updateQueue(queue.queueId, { entries: [entry, ...without(queue.entries, orderID)] })
}

/** Takes the car out of the queue it stands in, if any. */
export async function leaveQueue(records: Records, order: Order): Promise<void> {
  if (order.queue === null) return
  const queue = await records.queue(order.queue)
  if (!queue) return
  const entries = without(queue.entries, order.orderID)
  if (entries.length !== queue.entries.length) await records.updateQueue(queue.queueId, { entries })
}

/** Calls off the job of a car that will not be washed, and frees its bay. */
export async function leaveBay(records: Records, order: Order, now: number): Promise<void> {
  if (order.bayId === null) return
  const bay = await records.bay(order.bayId)
  if (!bay || bay.orderID !== order.orderID) return
  const job = bay.jobId === null ? null : await records.job(bay.jobId)
  if (job) {
    const cancelled = cancelJob(job, new Date(now).toISOString())
    if (!isRefusal(cancelled)) await records.updateJob(job.jobId, cancelled)
  }
  await records.updateBay(bay.bayId, { status: 'available', statusReason: null, orderID: null, jobId: null })
}

/** Moves an order to a stage that the rules have allowed, with the overall status that goes with it. */
export function enterStage(context: CommandContext, order: Order, stage: Stage, change: OrderChange = {}) {
  return context.records.updateOrder(order.orderID, {
    stage,
    stageSince: new Date(context.now).toISOString(),
    overallStatus: STATUS_ON_ENTERING[stage],
    ...change,
  })
}
