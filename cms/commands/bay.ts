import type { Bay } from '@/lib/sync/protocol'
import { mayMove, orderMinutes, stepsForServices } from '@/lib/sync/rules'
import { type CommandContext, checkPermission, checkVersion, DONE, type Handlers, type PayloadOf } from './context'
import { reject, rejectRefusal } from './rejection'
import { enterStage, leaveQueue, requireOrder } from './site-effects'

export const bayCommands: Handlers<'bay.assign' | 'bay.setStatus'> = {
  'bay.assign': assign,
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
