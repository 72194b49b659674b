import type { Bay, Concern, Job, Order, Queue, Shift } from '@/lib/domain'
import * as samples from '@/lib/domain/samples/documents'

const AT = '2026-01-15T09:00:00.000Z'

/** A valid order that waits in a queue; `rest` overrides fields. */
export function sampleOrder(orderID: string, rest: Partial<Order> = {}): Order {
  const vehicle = { plate: 'WXY 1234', type: 'sedan', make: null, colour: null } as const
  const at = { stageSince: AT, createdAt: AT, updatedAt: AT }
  return samples.sampleOrder({ orderID, ...at, queue: 'regular', vehicle, totalAmount: 2500, ...rest })
}

export function sampleQueue(queueId: Queue['queueId'], rest: Partial<Queue> = {}): Queue {
  return samples.sampleQueue({ queueId, name: queueId, updatedAt: AT, ...rest })
}

export function sampleBay(bayId: string, rest: Partial<Bay> = {}): Bay {
  return samples.sampleBay({ bayId, name: bayId, updatedAt: AT, ...rest })
}

/** A job that nobody has begun. */
export function sampleJob(jobId: string, rest: Partial<Job> = {}): Job {
  return samples.sampleJob({ jobId, status: 'pending', startedAt: null, updatedAt: AT, ...rest })
}

export function sampleConcern(rest: Partial<Concern> = {}): Concern {
  const about = { orderID: 'AX-20260115-0001', plate: 'WXY 1234' }
  return samples.sampleConcern({ ...about, raisedAt: AT, updatedAt: AT, ...rest })
}

export function sampleShift(rest: Partial<Shift> = {}): Shift {
  return samples.sampleShift({ openedAt: AT, updatedAt: AT, ...rest })
}
