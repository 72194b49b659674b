import {
  bayChange,
  concernChange,
  type DocumentChange,
  jobChange,
  orderChange,
  queueChange,
  shiftChange,
} from './documents'
import type { DocumentByKind, DocumentKind } from './documents/kinds'
import type { SyncEvent } from './events'

/** A document that an event carries, or says is gone. */
export type CarriedDocument = DocumentChange & {
  /** Comes back though it was deleted: only what is made anew does. */
  readonly revives?: true
}

type Carried = { readonly [K in DocumentKind]?: DocumentByKind[K] | undefined }

/** The documents that an event carries, under the names of their kinds. */
export function documentsOf(event: SyncEvent): readonly CarriedDocument[] {
  const { order, queue, bay, job, concern, shift }: Carried = event.data
  if (event.eventType === 'order_deleted') return order ? [{ kind: 'order', key: order.orderID, document: null }] : []
  return [
    ...(order ? [{ ...orderChange(order), ...(event.eventType === 'order_created' && REVIVED) }] : []),
    ...(queue ? [queueChange(queue)] : []),
    ...(bay ? [bayChange(bay)] : []),
    ...(job ? [jobChange(job)] : []),
    ...(concern ? [concernChange(concern)] : []),
    ...(shift ? [shiftChange(shift)] : []),
  ]
}

const REVIVED = { revives: true } as const
