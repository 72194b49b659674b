import type { SeenBay, SeenJob, SeenOrder, SeenQueue } from '../protocol'

/** The kinds of document a client mirrors, each with its key. */
export interface DocumentByKind {
  order: SeenOrder
  queue: SeenQueue
  bay: SeenBay
  job: SeenJob
}

export type DocumentKind = keyof DocumentByKind

/** A document put in place, or taken away when `document` is `null`. Keys: orderID, queueId, bayId, jobId. */
export type DocumentChange = {
  [K in DocumentKind]: { readonly kind: K; readonly key: string; readonly document: DocumentByKind[K] | null }
}[DocumentKind]
