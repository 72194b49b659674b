import type { Bay, Concern, Job, Order, Queue, Shift } from '@/lib/domain/documents'
import type { LogEventType } from '@/lib/domain/events'
import type { DocumentKind } from '../../access/visible-fields'
import { changedFields, changedPaths } from './changed-fields'

/** An event before it has its place in the log. `data` is what staff see. */
export interface DraftEvent {
  readonly eventType: LogEventType
  readonly orderID?: string
  /** Bays it concerns: the one left and the one entered. */
  readonly bays: readonly string[]
  readonly data: Readonly<Record<string, unknown>>
}

const PAYMENT_FIELDS = new Set<string>([
  'paymentStatus',
  'totalAmount',
  'discount',
  'discountReason',
  'discountBy',
  'discountApprovedBy',
  'freeWash',
  'rounding',
  'paidAmount',
  'payments',
  'currency',
])

const OF_CALLING_OFF = ['calledOffReason', 'calledOffBy', 'calledOffApprovedBy'] as const

const distinct = (...bays: (string | null | undefined)[]): string[] =>
  [...new Set(bays.filter((bay) => !!bay))] as string[]

/**
 * What happened to an order between two states of its public document. A change that touches several things gives
 * several events; no public change gives none.
 */
export function diffOrder(previous: Order | null, next: Order | null): DraftEvent[] {
  const order = next ?? previous
  if (!order) return []
  const base = { orderID: order.orderID, bays: distinct(previous?.bayId, next?.bayId) }
  if (!previous) return [{ ...base, eventType: 'order_created', data: { order } }]
  if (!next) return [{ ...base, eventType: 'order_deleted', data: { order } }]

  const changed = changedFields(previous, next)
  if (changed.length === 0) return []
  const events: DraftEvent[] = []
  const rest = new Set(changed)

  if (rest.delete('stage')) {
    events.push({
      ...base,
      eventType: 'stage_change',
      data: { previousStage: previous.stage, newStage: next.stage, order },
    })
  }
  rest.delete('stageSince')
  // Calling off is told by the stage.
  if (changed.includes('stage')) for (const field of OF_CALLING_OFF) rest.delete(field)
  const money = changed.filter((field) => PAYMENT_FIELDS.has(field))
  if (money.length > 0) {
    for (const field of money) rest.delete(field)
    events.push({
      ...base,
      eventType: 'payment_update',
      data: {
        previousStatus: previous.paymentStatus,
        newStatus: next.paymentStatus,
        amount: next.totalAmount,
        previousPaidAmount: previous.paidAmount,
        order,
      },
    })
  }
  if (next.whatsappLinked && rest.delete('whatsappLinked')) {
    events.push({ ...base, eventType: 'whatsapp_connected', data: { order } })
  }
  if (next.qrCodeGenerated && rest.delete('qrCodeGenerated')) {
    events.push({ ...base, eventType: 'qr_generated', data: { order } })
  }
  // A change of `stageSince` alone would otherwise be a change without its event.
  if (rest.size > 0 || events.length === 0) {
    const told = rest.size > 0 ? [...rest] : changed
    events.push({
      ...base,
      eventType: 'status_update',
      data: {
        previousStatus: previous.overallStatus,
        newStatus: next.overallStatus,
        changed: told,
        paths: changedPaths('order', previous, next, told),
        order,
      },
    })
  }
  return events
}

/** To the customer it was taken from: the order as they knew it, no longer theirs. */
export function tellFormerCustomer(previous: Order): DraftEvent {
  return ofStatus(previous, { handedOver: true })
}

/** To the customer it now belongs to, where nothing of the public document changed. */
export function tellNewCustomer(next: Order): DraftEvent {
  return ofStatus(next, {})
}

const ofStatus = (order: Order, more: object): DraftEvent => ({
  eventType: 'status_update',
  orderID: order.orderID,
  bays: distinct(order.bayId),
  data: {
    previousStatus: order.overallStatus,
    newStatus: order.overallStatus,
    changed: ['customer'],
    ...more,
    order,
  },
})

/** The paths in which a queue, bay or job changed; nothing for a new one, all of which is new. */
function partsOf(kind: DocumentKind, previous: object | null, next: object): { paths?: readonly string[] } | null {
  if (!previous) return {}
  const changed = changedFields(previous, next)
  return changed.length === 0 ? null : { paths: changedPaths(kind, previous, next, changed) }
}

export function diffQueue(previous: Queue | null, next: Queue | null): DraftEvent[] {
  const parts = next && partsOf('queue', previous, next)
  return parts ? [{ eventType: 'queue_update', bays: [], data: { ...parts, queue: next } }] : []
}

export function diffBay(previous: Bay | null, next: Bay | null): DraftEvent[] {
  const parts = next && partsOf('bay', previous, next)
  if (!parts) return []
  const orderID = next.orderID ?? previous?.orderID
  return [
    {
      eventType: 'queue_update',
      ...(orderID ? { orderID } : {}),
      bays: distinct(previous?.bayId, next.bayId),
      data: { ...parts, bay: next },
    },
  ]
}

export function diffJob(previous: Job | null, next: Job | null): DraftEvent[] {
  const parts = next && partsOf('job', previous, next)
  if (!parts) return []
  return [
    {
      eventType: 'job_progress_update',
      orderID: next.orderID,
      bays: distinct(previous?.bayId, next.bayId),
      data: { ...parts, job: next, bayId: next.bayId },
    },
  ]
}

export function diffConcern(previous: Concern | null, next: Concern | null): DraftEvent[] {
  const parts = next && partsOf('concern', previous, next)
  if (!parts) return []
  const about = next.orderID === null ? {} : { orderID: next.orderID }
  return [{ eventType: 'concern_update', ...about, bays: [], data: { ...parts, concern: next } }]
}

export function diffShift(previous: Shift | null, next: Shift | null): DraftEvent[] {
  const parts = next && partsOf('shift', previous, next)
  if (!parts) return []
  return [{ eventType: 'shift_update', bays: [], data: { ...parts, shift: next } }]
}
