import type { SyncEvent } from '../protocol'
import type { DocumentByKind, DocumentChange, DocumentKind } from './documents'

/** What applying an event needs to know of the documents so far. */
export interface DocumentReader {
  get<K extends DocumentKind>(kind: K, key: string): DocumentByKind[K] | undefined
  wasDeleted(kind: DocumentKind, key: string): boolean
}

/**
 * What an event makes of the documents. Pure: reads, returns changes. An older version never overwrites a newer one,
 * and a deleted order comes back only by `order_created`.
 */
export function applyEvent(documents: DocumentReader, event: SyncEvent): readonly DocumentChange[] {
  switch (event.eventType) {
    case 'order_deleted': {
      const key = event.data.order.orderID
      return documents.wasDeleted('order', key) ? [] : [{ kind: 'order', key, document: null }]
    }
    case 'order_created': {
      const { order } = event.data
      if (documents.wasDeleted('order', order.orderID)) return [{ kind: 'order', key: order.orderID, document: order }]
      return put(documents, { kind: 'order', key: order.orderID, document: order })
    }
    case 'queue_update': {
      const { queue, bay } = event.data
      return [
        ...(queue ? put(documents, { kind: 'queue', key: queue.queueId, document: queue }) : []),
        ...(bay ? put(documents, { kind: 'bay', key: bay.bayId, document: bay }) : []),
      ]
    }
    case 'job_progress_update': {
      const { job } = event.data
      return put(documents, { kind: 'job', key: job.jobId, document: job })
    }
    default: {
      const { order } = event.data
      return put(documents, { kind: 'order', key: order.orderID, document: order })
    }
  }
}

function put(documents: DocumentReader, change: DocumentChange): readonly DocumentChange[] {
  if (change.document === null || documents.wasDeleted(change.kind, change.key)) return []
  const present = documents.get(change.kind, change.key)
  return present && present.version > change.document.version ? [] : [change]
}
