import type { Bay } from '@/lib/sync/protocol'
import { firstDone, mayMove, orderMinutes, stepsForServices } from '@/lib/sync/rules'
import { type CommandContext, checkPermission, checkVersion, DONE, type Handlers, type PayloadOf } from './context'
import { reject, rejectRefusal } from './rejection'
import { enterStage, joinQueueFront, leaveBay, leaveQueue, requireOrder, requireRoom } from './site-effects'

export const bayCommands: Handlers<'bay.assign' | 'bay.release' | 'bay.setStatus'> = {
  'bay.assign': assign,
  'bay.release': release,
  'bay.setStatus': setStatus,
}

export async function requireBay(context: CommandContext, bayId: string): Promise<Bay> {
  const bay = await context.records.bay(bayId)
  return bay ?? reject('no_bay', null, { bay: bayId })
}

/** The car drives from its queue into the bay: the bay is occupied, the order in progress, its job waits to start. */
async function assign(context: CommandContext, payload: PayloadOf<'bay.assign'>) {
  checkPermission(context, 'bay.assign', { bayId: payload.bayId })
  const bay = await requireBay(context, payload.bayId)
  checkVersion(context, bay.version, { bay })
  if (bay.status !== 'available') reject('bay_not_available', { bay }, { bay: bay.name })
  const order = await requireOrder(context, payload.orderID)
  if (order.bayId !== null) reject('already_in_bay', { order })
  // An order in progress without a bay was moved there by hand: it may still drive in.
  if (order.stage !== 'in_progress') {
    const answer = mayMove(order, 'in_progress', context.actor, context.site)
    if (!answer.allowed) rejectRefusal(answer, { order })
  }
  await leaveQueue(context.records, order)
  const job = await context.records.createJob({
    jobId: crypto.randomUUID(),
    orderID: order.orderID,
    bayId: bay.bayId,
    fromQueue: order.queue,
    plate: order.vehicle?.plate ?? order.orderID,
    vehicleType: order.vehicle?.type ?? 'sedan',
    title: titleOf(
      order.services.map((line) => line.name),
      orderMinutes(order),
    ),
    notes: order.customerNotes,
    status: 'pending',
    steps: stepsForServices(order.services, await context.records.catalog()),
    startedAt: null,
    pausedAt: null,
    pausedMs: 0,
    finishedAt: null,
  })
  await context.records.updateBay(bay.bayId, {
    status: 'occupied',
    statusReason: null,
    orderID: order.orderID,
    jobId: job.jobId,
  })
  const place = { queue: null, bayId: bay.bayId }
  if (order.stage === 'in_progress') await context.records.updateOrder(order.orderID, place)
  else await enterStage(context, order, 'in_progress', place)
  return DONE
}

/** The wrong car, or the wrong bay: as long as no step is done, the car waits again, before all others of its queue. */
async function release(context: CommandContext, payload: PayloadOf<'bay.release'>) {
  checkPermission(context, 'bay.release', { bayId: payload.bayId })
  const bay = await requireBay(context, payload.bayId)
  checkVersion(context, bay.version, { bay })
  const order = await requireOrder(context, payload.orderID)
  if (bay.orderID !== order.orderID) reject('not_in_bay', { bay }, { bay: bay.name })
  const job = bay.jobId === null ? null : await context.records.job(bay.jobId)
  const done = job && firstDone(job)
  if (done) reject('wash_begun', { job }, { step: done.name })
  // Closed or not: the car has been in it before.
  const queue = await requireRoom(context, job?.fromQueue ?? 'regular')
  await leaveBay(context.records, order, context.now)
  await joinQueueFront(context.records, queue, order.orderID, context.actedAt)
  await enterStage(context, order, 'open', { queue: queue.queueId, bayId: null })
  return DONE
}

async function setStatus(context: CommandContext, payload: PayloadOf<'bay.setStatus'>) {
  checkPermission(context, 'bay.setStatus', { bayId: payload.bayId })
  const bay = await requireBay(context, payload.bayId)
  checkVersion(context, bay.version, { bay })
  if (bay.orderID !== null) reject('bay_occupied', { bay }, { bay: bay.name })
  await context.records.updateBay(bay.bayId, {
    status: payload.status,
    statusReason: payload.status === 'out_of_service' ? payload.reason : null,
  })
  return DONE
}

function titleOf(names: readonly string[], minutes: number): string {
  const title = names.join(' + ')
  return (title === '' ? `Wash, ${minutes} min` : title).slice(0, 256)
}
