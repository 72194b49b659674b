import { changeOf, DOCUMENT_KINDS, type DocumentChange } from './documents'
import type { DocumentByKind, DocumentKind } from './documents/kinds'
import type { SyncEvent } from './events'

/** A document that an event carries, or says is gone. */
export type CarriedDocument = DocumentChange & {
  /** Comes back though it was deleted: only what is made anew does. */
  readonly revives?: true
}

type Carried = { readonly [K in DocumentKind]?: DocumentByKind[K] | undefined }

/** The documents that an event carries, under the names of their kinds. */
export function documentsOf({ eventType, data }: SyncEvent): readonly CarriedDocument[] {
  const carried: Carried = data
  return DOCUMENT_KINDS.flatMap((kind): CarriedDocument[] => {
    const document = carried[kind]
    if (!document) return []
    const change = changeOf(kind, document)
    if (kind !== 'order') return [change]
    if (eventType === 'order_deleted') return [{ ...change, document: null }]
    return [eventType === 'order_created' ? { ...change, revives: true } : change]
  })
}
