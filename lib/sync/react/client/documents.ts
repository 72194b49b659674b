import type { DocumentByKind, DocumentChange, DocumentKind } from '../../../domain'

/** All documents a page mirrors, by kind and key. A kind that did not change keeps its identity. */
export type Documents = { readonly [K in DocumentKind]: ReadonlyMap<string, DocumentByKind[K]> }

export const NO_DOCUMENTS: Documents = {
  order: new Map(),
  queue: new Map(),
  bay: new Map(),
  job: new Map(),
  concern: new Map(),
}

/** Documents after these changes; with `replace` nothing of the earlier ones stays. */
export function applyChanges(documents: Documents, changes: readonly DocumentChange[], replace: boolean): Documents {
  if (changes.length === 0 && !replace) return documents
  const next: {
    -readonly [K in DocumentKind]: Map<string, DocumentByKind[K]> | ReadonlyMap<string, DocumentByKind[K]>
  } = replace ? { ...NO_DOCUMENTS } : { ...documents }
  const copied = new Set<DocumentKind>()
  for (const { kind, key, document } of changes) {
    if (!copied.has(kind)) {
      Object.assign(next, { [kind]: new Map(next[kind] as ReadonlyMap<string, never>) })
      copied.add(kind)
    }
    const map = next[kind] as Map<string, unknown>
    if (document === null) map.delete(key)
    else map.set(key, document)
  }
  return next
}
