import type { QueueId, SeenBay, SeenJob, SeenOrder, SeenQueue } from '../documents'
import { jobRemainingMs } from './job-clock'

/** Which queue is served first. */
export const QUEUE_PRIORITY: readonly QueueId[] = ['vip', 'regular', 'remnant']

const MINUTE_MS = 60_000
/** A bay being cleaned, or holding a car without a job, is taken to be free after this. */
const TURNAROUND_MS = 5 * MINUTE_MS

export interface WaitEstimate {
  readonly orderID: string
  readonly queueId: QueueId
  /** Place among all waiting cars, 1 is next. */
  readonly place: number
  /** Milliseconds until a bay takes the car, and until it is ready; `null` while no bay is in service. */
  readonly startsInMs: number | null
  readonly readyInMs: number | null
}

export interface SiteState {
  readonly queues: readonly SeenQueue[]
  readonly bays: readonly SeenBay[]
  readonly jobs: readonly SeenJob[]
  readonly orders: readonly SeenOrder[]
}

/** Waiting cars of all queues in the order they will be served. */
export function servingOrder(queues: readonly SeenQueue[]): { orderID: string; queueId: QueueId }[] {
  const ranked = [...queues].sort((a, b) => QUEUE_PRIORITY.indexOf(a.queueId) - QUEUE_PRIORITY.indexOf(b.queueId))
  return ranked.flatMap((queue) => queue.entries.map(({ orderID }) => ({ orderID, queueId: queue.queueId })))
}

/**
 * When each waiting car will be taken and ready, by playing the site forward from `now` (milliseconds since 1970):
 * the next car goes to the bay that is free first, for as long as its services' steps take.
 */
export function estimateWaits(site: SiteState, now: number): WaitEstimate[] {
  const freeIn = site.bays.filter((bay) => bay.status !== 'out_of_service').map((bay) => freeInMs(bay, site.jobs, now))
  const minutes = new Map(site.orders.map((order) => [order.orderID, orderMinutes(order)]))
  return servingOrder(site.queues).map(({ orderID, queueId }, index) => {
    const place = index + 1
    const bay = freeIn.indexOf(Math.min(...freeIn))
    const startsInMs = freeIn[bay]
    if (startsInMs === undefined) return { orderID, queueId, place, startsInMs: null, readyInMs: null }
    const readyInMs = startsInMs + (minutes.get(orderID) ?? 0) * MINUTE_MS
    freeIn[bay] = readyInMs
    return { orderID, queueId, place, startsInMs, readyInMs }
  })
}

/** Minutes of work in an order: its services' steps. */
export function orderMinutes(order: Pick<SeenOrder, 'services'>): number {
  return order.services.reduce((sum, line) => sum + line.minutes, 0)
}

function freeInMs(bay: SeenBay, jobs: readonly SeenJob[], now: number): number {
  if (bay.status === 'available') return 0
  const job = bay.status === 'occupied' ? jobs.find((entry) => entry.jobId === bay.jobId) : undefined
  return job ? jobRemainingMs(job, now) : TURNAROUND_MS
}
