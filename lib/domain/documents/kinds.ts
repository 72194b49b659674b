import { type SeenBay, seenBaySchema } from './bay'
import { type Concern, concernSchema } from './concern'
import { type SeenJob, seenJobSchema } from './job'
import { type SeenOrder, seenOrderSchema } from './order'
import { type SeenQueue, seenQueueSchema } from './queue'
import { type Shift, shiftSchema } from './shift'

/** The kinds of document, as their readers see them. */
export type DocumentByKind = {
  readonly order: SeenOrder
  readonly queue: SeenQueue
  readonly bay: SeenBay
  readonly job: SeenJob
  readonly concern: Concern
  readonly shift: Shift
}

export type DocumentKind = keyof DocumentByKind

/** A document put in place, or taken away when `document` is `null`. */
export type DocumentChange = {
  [K in DocumentKind]: { readonly kind: K; readonly key: string; readonly document: DocumentByKind[K] | null }
}[DocumentKind]

export const orderChange = (document: SeenOrder): DocumentChange => ({ kind: 'order', key: document.orderID, document })
export const queueChange = (document: SeenQueue): DocumentChange => ({ kind: 'queue', key: document.queueId, document })
export const bayChange = (document: SeenBay): DocumentChange => ({ kind: 'bay', key: document.bayId, document })
export const jobChange = (document: SeenJob): DocumentChange => ({ kind: 'job', key: document.jobId, document })
export const concernChange = (document: Concern): DocumentChange => ({
  kind: 'concern',
  key: document.concernId,
  document,
})

export const shiftChange = (document: Shift): DocumentChange => ({ kind: 'shift', key: document.shiftId, document })

/** The lists of a snapshot: what each may hold, and the change that puts one of it in place. */
export const DOCUMENT_LISTS = {
  orders: { schema: seenOrderSchema, changeOf: orderChange },
  queues: { schema: seenQueueSchema, changeOf: queueChange },
  bays: { schema: seenBaySchema, changeOf: bayChange },
  jobs: { schema: seenJobSchema, changeOf: jobChange },
  // Servers of protocol 2 have none.
  concerns: { schema: concernSchema, changeOf: concernChange, mayBeAbsent: true },
  // Servers of protocol 7 have none.
  shifts: { schema: shiftSchema, changeOf: shiftChange, mayBeAbsent: true },
} as const

/** A whole site's documents, as a snapshot lists them. */
export interface DocumentLists {
  readonly orders: readonly SeenOrder[]
  readonly queues: readonly SeenQueue[]
  readonly bays: readonly SeenBay[]
  readonly jobs: readonly SeenJob[]
  readonly concerns?: readonly Concern[]
  readonly shifts?: readonly Shift[]
}

/** The changes that build these documents. */
export function changesOf({
  orders,
  queues,
  bays,
  jobs,
  concerns = [],
  shifts = [],
}: DocumentLists): readonly DocumentChange[] {
  return [
    ...orders.map(orderChange),
    ...queues.map(queueChange),
    ...bays.map(bayChange),
    ...jobs.map(jobChange),
    ...concerns.map(concernChange),
    ...shifts.map(shiftChange),
  ]
}
