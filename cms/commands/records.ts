import type { Bay, Job, Order, Queue, QueueId } from '@/lib/sync/protocol'
import type { CatalogService } from '@/lib/sync/rules'
import type { PaymentRecord } from './record-payment'

/** The fields of a document a command may set; the rest (version, times of change) is kept by the collections. */
export type OrderChange = Partial<Omit<Order, 'orderID' | 'tenantId' | 'createdAt' | 'updatedAt' | 'version'>>
export type NewOrder = Omit<Order, 'tenantId' | 'createdAt' | 'updatedAt' | 'version' | 'stageSince'>
type QueueChange = Partial<Pick<Queue, 'open' | 'entries'>>
type BayChange = Partial<Pick<Bay, 'status' | 'statusReason' | 'orderID' | 'jobId'>>
type JobChange = Pick<Job, 'status' | 'steps' | 'startedAt' | 'pausedAt' | 'pausedMs' | 'finishedAt'>
type NewJob = Omit<Job, 'tenantId' | 'updatedAt' | 'version'>

/**
 * The documents of one tenant as one command sees them: every read and write is inside the command's transaction,
 * and every write gives back the document as it now is.
 */
export interface Records {
  order(orderID: string): Promise<Order | null>
  createOrder(order: NewOrder): Promise<Order>
  updateOrder(orderID: string, change: OrderChange): Promise<Order>
  /** Id of the customer whose order it is, where it is somebody's. */
  customerOf(orderID: string): Promise<string | null>
  queue(queueId: QueueId): Promise<Queue | null>
  updateQueue(queueId: QueueId, change: QueueChange): Promise<Queue>
  bay(bayId: string): Promise<Bay | null>
  updateBay(bayId: string, change: BayChange): Promise<Bay>
  job(jobId: string): Promise<Job | null>
  createJob(job: NewJob): Promise<Job>
  updateJob(jobId: string, change: JobChange): Promise<Job>
  /** Keeps that money changed hands. */
  recordPayment(payment: PaymentRecord): Promise<void>
  /** The price list. */
  catalog(): Promise<CatalogService[]>
  /** Counts up the named counter and gives its new value, from 1. */
  count(counter: string): Promise<number>
}
