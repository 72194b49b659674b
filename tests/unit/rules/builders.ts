import type { Bay, Job, JobStep, Order, Queue } from '@/lib/domain'
import { sampleBay, sampleJob, sampleOrder, sampleQueue } from '@/lib/domain/samples/documents'

/** Whole, valid documents for the rules' tests; each test names only what it is about. */
const T0 = '2026-01-15T10:00:00.000Z'

/** `T0` plus so many minutes, as it stands on the wire. */
export const at = (minutes: number) => new Date(Date.parse(T0) + minutes * 60_000).toISOString()
/** `T0` plus so many minutes, in milliseconds. */
export const ms = (minutes: number) => Date.parse(at(minutes))

const of = { stageSince: T0, createdAt: T0, updatedAt: T0 }

export function order(change: Partial<Order> = {}): Order {
  const vehicle = { plate: 'WXY 1234', type: 'sedan', make: null, colour: null } as const
  return sampleOrder({ ...of, queue: 'regular', vehicle, totalAmount: 1500, ...change })
}

export function step(stepId: string, minutes: number, change: Partial<JobStep> = {}): JobStep {
  return {
    stepId,
    name: stepId,
    minutes,
    status: 'pending',
    startedAt: null,
    finishedAt: null,
    skipReason: null,
    ...change,
  }
}

export function job(change: Partial<Job> = {}): Job {
  const steps = [step('pre-wash', 5), step('soap', 15), step('rinse', 5), step('dry', 5)]
  return sampleJob({ status: 'pending', steps, startedAt: null, updatedAt: T0, ...change })
}

export function bay(bayId: string, change: Partial<Bay> = {}): Bay {
  return sampleBay({ bayId, name: bayId, updatedAt: T0, ...change })
}

export function queue(queueId: Queue['queueId'], orderIDs: string[]): Queue {
  const entries = orderIDs.map((orderID) => ({ orderID, enteredAt: T0 }))
  return sampleQueue({ queueId, name: queueId, entries, updatedAt: T0 })
}
