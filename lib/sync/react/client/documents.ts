import { DOCUMENT_KINDS, type DocumentByKind, type DocumentChange, type DocumentKind } from '../../../domain'
import { type PageOrder, toPageOrder } from '../old-names/order'

/** All documents a page mirrors, by kind and key. A kind that did not change keeps its identity. */
export type Documents = {
  readonly [K in DocumentKind]: ReadonlyMap<string, K extends 'order' ? PageOrder : DocumentByKind[K]>
}

export const NO_DOCUMENTS = Object.fromEntries(DOCUMENT_KINDS.map((kind) => [kind, new Map()])) as unknown as Documents

/** Documents after these changes; with `replace` nothing of the earlier ones stays. */
export function applyChanges(documents: Documents, changes: readonly DocumentChange[], replace: boolean): Documents {
  if (changes.length === 0 && !replace) return documents
  const next: { -readonly [K in DocumentKind]: Documents[K] } = replace ? { ...NO_DOCUMENTS } : { ...documents }
  const copied = new Set<DocumentKind>()
  for (const change of changes) {
    const { kind, key, document } = change
    if (!copied.has(kind)) {
      Object.assign(next, { [kind]: new Map(next[kind] as ReadonlyMap<string, never>) })
      copied.add(kind)
    }
    const map = next[kind] as Map<string, unknown>
    if (document === null) map.delete(key)
    else map.set(key, change.kind === 'order' && change.document ? toPageOrder(change.document) : document)
  }
  return next
}
