import type { Bay, Job, Order, Queue } from '../protocol'

/** The kinds of document a client mirrors, each with its key. */
export interface DocumentByKind {
  order: Order
  queue: Queue
  bay: Bay
  job: Job
}

export type DocumentKind = keyof DocumentByKind

/** A document put in place, or taken away when `document` is `null`. Keys: orderID, queueId, bayId, jobId. */
export type DocumentChange = {
  [K in DocumentKind]: { readonly kind: K; readonly key: string; readonly document: DocumentByKind[K] | null }
}[DocumentKind]
