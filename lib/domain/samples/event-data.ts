import type { Order } from '../documents'
import type { LogEventType } from '../events'
import { sampleBay, sampleConcern, sampleJob, sampleOrder, sampleQueue, sampleShift } from './documents'

type Fields = Readonly<Record<string, unknown>>

/** Fills in what a test left out of an event's data, so that it is one a server could have sent. */
export function completeData(eventType: LogEventType | 'order_stage_change', data: Fields, orderID?: string): Fields {
  const partOf = (field: string) => (data[field] ?? {}) as Fields
  const number = orderID ? { orderID } : {}
  const order = (extra: Partial<Order> = {}) => sampleOrder({ ...number, ...extra, ...partOf('order') })
  switch (eventType) {
    case 'stage_change':
    case 'order_stage_change': {
      const { previousStage = 'initiated', newStage = 'in_progress' } = data as {
        previousStage?: Order['stage']
        newStage?: Order['stage']
      }
      return { ...data, previousStage, newStage, order: order({ stage: newStage }) }
    }
    case 'status_update':
      return {
        previousStatus: 'pending',
        newStatus: 'in_progress',
        changed: ['overallStatus'],
        ...data,
        order: order(),
      }
    case 'payment_update':
      return { previousStatus: 'pending', newStatus: 'paid', amount: 0, ...data, order: order() }
    case 'queue_update': {
      const { bay, queue } = data
      const bayData = bay ? { bay: sampleBay(partOf('bay')) } : {}
      const queueData = queue || !bay ? { queue: sampleQueue(partOf('queue')) } : {}
      return { ...data, ...queueData, ...bayData }
    }
    case 'job_progress_update': {
      const job = sampleJob({ ...number, ...partOf('job') })
      return { bayId: job.bayId, ...data, job }
    }
    case 'concern_update':
      return { ...data, concern: sampleConcern(partOf('concern')) }
    case 'shift_update':
      return { ...data, shift: sampleShift(partOf('shift')) }
    default:
      return { ...data, order: order() }
  }
}
