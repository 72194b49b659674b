import type { CollectionBeforeOperationHook, CollectionConfig } from 'payload'

/** Most documents one answer of REST holds; the rest is on its next pages. */
const MOST_DOCUMENTS = 500

interface FindArgs {
  limit?: number
  pagination?: boolean
  /** Set where Payload fills in relations of what was asked for. */
  currentDepth?: number
}

/**
 * The collection, answering REST in pages of bounded size to everybody: `limit=0`, `limit=-1` and `pagination=false` are
 * Payload's ways of asking for all there is. What was cut says so itself, by `hasNextPage`. How deep relations are filled in
 * is bounded by the configuration's `maxDepth`.
 */
export function withCappedReads(collection: CollectionConfig): CollectionConfig {
  const cap: CollectionBeforeOperationHook = ({ args, operation, req }) => {
    if (operation !== 'read' || req.payloadAPI !== 'REST') return args
    const asked = args as FindArgs
    const { limit = asked.pagination === false ? 0 : 1, currentDepth } = asked
    if (currentDepth === undefined && !(limit > 0 && limit <= MOST_DOCUMENTS)) {
      asked.limit = MOST_DOCUMENTS
      asked.pagination = true
    }
    return args
  }
  const { beforeOperation = [], ...hooks } = collection.hooks ?? {}
  return { ...collection, hooks: { ...hooks, beforeOperation: [cap, ...beforeOperation] } }
}
