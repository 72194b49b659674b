import type { AnyDocument, Carried, DocumentChange } from '../ports/domain'

/** What applying an event needs to know of the documents so far. */
export interface DocumentReader {
  get(kind: string, key: string): AnyDocument | undefined
  wasDeleted(kind: string, key: string): boolean
}

/**
 * What the documents that an event carries make of those that are there. Pure: reads, returns changes. An older version
 * never overwrites a newer one, and a deleted document comes back only where it is made anew.
 */
export function applyCarried(documents: DocumentReader, carried: readonly Carried[]): readonly DocumentChange[] {
  return carried.flatMap(({ kind, key, document, revives }) => {
    const change = { kind, key, document }
    if (documents.wasDeleted(kind, key)) return document !== null && revives ? [change] : []
    if (document === null) return [change]
    const present = documents.get(kind, key)
    return present && present.version > document.version ? [] : [change]
  })
}
