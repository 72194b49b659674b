import {
  type Command,
  type DocumentByKind,
  type DocumentKind,
  formatProvisionalNumber,
  provisionalID,
} from '@/lib/domain'
import type { Snapshot } from '@/lib/sync/car-wash/wire'

/** All documents of a site, as far as its reader sees them. */
export type SiteState = Pick<Snapshot, 'orders' | 'queues' | 'bays' | 'jobs'>

export function documentsOf(state: SiteState) {
  const maps = {
    order: new Map(state.orders.map((order) => [order.orderID, order])),
    queue: new Map(state.queues.map((queue) => [queue.queueId, queue])),
    bay: new Map(state.bays.map((bay) => [bay.bayId, bay])),
    job: new Map(state.jobs.map((job) => [job.jobId, job])),
    concern: new Map(),
    shift: new Map(),
  }
  const numbers = new Map(state.orders.map(({ takenAs, orderID }) => [takenAs, orderID]))
  return {
    get: <K extends DocumentKind>(kind: K, key: string) =>
      (maps[kind] as Map<string, unknown>).get((kind === 'order' && numbers.get(key)) || key) as
        | DocumentByKind[K]
        | undefined,
  }
}

const BASIC = { serviceId: 'basic-wash', optionIds: [] }
const SHINY = { serviceId: 'basic-wash', optionIds: ['tyre-shine'] }
const REASONS = ['not_needed', 'no_supplies'] as const

/** A command over what is there; `pick` chooses, so that one seed gives one history. */
export function someCommand(state: SiteState, pick: (below: number) => number): Pick<Command, 'type' | 'payload'> {
  const one = <T>(list: readonly T[]): T => list[pick(list.length)] as T
  const order = one(state.orders)
  const bay = one(state.bays)
  const queue = one(state.queues)
  const job = state.jobs.length > 0 ? one(state.jobs) : undefined
  const busy = state.bays.find((each) => each.orderID !== null) ?? bay
  // What a station took is named by its own number as well as by the server's.
  const orderID = order.takenAs !== null && pick(2) ? order.takenAs : order.orderID
  const { bayId } = bay
  const ofOrders = [
    {
      type: 'order.setStage',
      payload: { orderID, stage: one(['open', 'in_progress', 'billed', 'completed'] as const) },
    },
    {
      type: 'order.change',
      payload: {
        orderID,
        services: one([[BASIC], [SHINY], [BASIC, { serviceId: 'wax-polish', optionIds: [] }]]),
        ...(pick(2) ? { vehicleType: one(['sedan', 'mpv_van'] as const) } : {}),
      },
    },
    { type: 'order.change', payload: { orderID, plate: `CHG ${pick(9)}`, customer: null, customerNotes: 'Later' } },
    { type: 'order.setStatus', payload: { orderID, staffNotes: `note ${pick(9)}` } },
    {
      type: 'order.setPayment',
      payload: { orderID, action: 'pay', method: 'cash', amount: one([500, order.totalAmount]) },
    },
    { type: 'order.setPayment', payload: { orderID, action: 'fail' } },
    { type: 'order.setPayment', payload: { orderID, action: 'refund', reason: 'complaint' } },
    order.version % 4 === 0
      ? { type: 'order.giveFreeWash', payload: { orderID } }
      : { type: 'order.setDiscount', payload: { orderID, discount: one([0, 100, 900]), reason: 'rain' } },
    { type: 'order.cancel', payload: { orderID, reason: pick(2) ? 'left' : '' } },
    {
      type: 'queue.move',
      payload: { orderID, queue: queue.queueId, before: pick(2) ? one(state.orders).orderID : null },
    },
    { type: pick(3) ? 'queue.open' : 'queue.close', payload: { queue: queue.queueId } },
    { type: 'bay.assign', payload: { bayId, orderID } },
    { type: 'bay.assign', payload: { bayId, orderID, stage: one(['initiated', order.stage] as const) } },
    { type: 'bay.release', payload: { bayId, orderID: bay.orderID ?? orderID } },
    { type: 'bay.move', payload: { bayId, toBayId: one(state.bays).bayId, orderID: bay.orderID ?? orderID } },
    { type: 'bay.move', payload: { bayId: busy.bayId, toBayId: bayId, orderID: busy.orderID ?? orderID } },
    {
      type: 'bay.setStatus',
      payload: { bayId, status: one(['available', 'cleaning', 'out_of_service'] as const), reason: null },
    },
  ] as const
  if (!job || pick(2)) return one(ofOrders) as Pick<Command, 'type' | 'payload'>
  const { jobId } = job
  // An order that was written without services is washed without steps.
  const stepId = job.steps.length > 0 ? one(job.steps).stepId : 'none'
  const ofJobs = [
    { type: 'job.start', payload: { jobId } },
    { type: 'job.start', payload: { jobId, first: true } },
    { type: 'job.pause', payload: { jobId } },
    { type: 'job.completeStep', payload: { jobId, stepId } },
    { type: 'job.skipStep', payload: { jobId, stepId, reason: one(REASONS) } },
    { type: 'job.undoStep', payload: { jobId, stepId } },
    { type: 'job.finish', payload: { jobId } },
    { type: 'job.undoStart', payload: { jobId } },
    { type: 'job.undoFinish', payload: { jobId } },
  ] as const
  return one(ofJobs) as Pick<Command, 'type' | 'payload'>
}

let taken = 0
/** A number that no other order here has; the command's id gives it its mark. */
export const nextTakenAs = (commandId: string): string =>
  provisionalID(formatProvisionalNumber('D7K', ++taken), commandId)

/** A new order as a station takes it, now and then one that was taken already. */
export function someCreate(
  state: SiteState,
  pick: (below: number) => number,
  commandId: string,
): Pick<Extract<Command, { type: 'order.create' }>, 'type' | 'payload'> {
  const one = <T>(list: readonly T[]): T => list[pick(list.length)] as T
  const again = state.orders.find(({ takenAs }) => takenAs !== null)?.takenAs
  return {
    type: 'order.create',
    payload: {
      plate: `NEW ${pick(9999)}`,
      vehicleType: one(['sedan', 'mpv_van']),
      services: [{ serviceId: one(['basic-wash', 'basic-wash', 'no-such-wash']), optionIds: [] }],
      queue: one(state.queues).queueId,
      customer: null,
      customerNotes: '',
      discount: one([0, 100]),
      takenAs: (pick(4) === 0 && again) || nextTakenAs(commandId),
    },
  }
}
