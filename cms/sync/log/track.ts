import {
  APIError,
  type CollectionAfterChangeHook,
  type CollectionAfterDeleteHook,
  type CollectionBeforeChangeHook,
  type CollectionBeforeDeleteHook,
  type CollectionBeforeOperationHook,
  type CollectionSlug,
  type PayloadRequest,
} from 'payload'
import type { ZodType } from 'zod'
import { relationId } from '../../access/identity'
import { takeTurn } from '../../collections/take-turn'
import { lockTenant } from '../../database'
import { appendEvents } from './append'
import { changedFields } from './changed-fields'
import type { DraftEvent } from './diff'

interface TrackedRow {
  id: number | string
  tenant: string
  stage?: string
  stageSince?: string | null
  version?: number | null
  changedAt?: string | null
  createdAt?: string | null
  updatedAt?: string | null
}

interface TrackedDocument {
  tenantId: string
  updatedAt: string
  version: number
}

/** Both sides of a write, and the customer who may see each, by id. */
interface Write<Document> {
  readonly previous: Document | null
  readonly next: Document
  readonly before: string | null
  readonly after: string | null
}

interface TrackArgs<Row, Document> {
  document(row: Row): Document
  /** What clients accept: a row that makes another document is refused, or they would never see the change. */
  schema: ZodType<Document>
  diff(previous: Document | null, next: Document | null): DraftEvent[]
  /** Fields that name the document for ever: renaming one would be a deletion and a creation no event tells. */
  identity: readonly (keyof Row & string)[]
  /** Columns that follow from the document. */
  derived?(next: Document): Partial<Row>
  /** The customer who may see events of this row, and what is told when another one takes their place. */
  belonging?: {
    customer(row: Row): unknown
    toFormer(previous: Document): DraftEvent
    toNew(next: Document): DraftEvent
  }
  /** What else follows in the same transaction, once its events are written. */
  created?(req: PayloadRequest, next: Document): Promise<void>
  deleted?(req: PayloadRequest, previous: Document): Promise<void>
}

/**
 * Hooks that keep the log complete: however a document is changed, the change gets its version and its events,
 * in its own transaction. The documents before and after a write are made before the row is stored, once: what
 * Payload hands to the hooks afterwards is the row as the caller may read it, and what is left out there is not gone.
 */
export function trackDocument<Row extends TrackedRow, Document extends TrackedDocument>(
  args: TrackArgs<Row, Document>,
) {
  const customerOf = (row: Row) => relationId(args.belonging?.customer(row))

  /** A caller's `select` would leave the hooks below with half a row. */
  const wholeRow: CollectionBeforeOperationHook = ({ args: operationArgs, operation }) => {
    if (operation !== 'read' && operationArgs && 'select' in operationArgs) operationArgs.select = undefined
    return operationArgs
  }

  const refuseUnreadable = (document: Document) => {
    const checked = args.schema.safeParse(document)
    if (checked.success) return
    const issue = checked.error.issues[0]
    throw new APIError(`${issue?.path.join('.') ?? 'document'}: ${issue?.message ?? 'not valid'}`, 400)
  }

  const stored = (collection: { slug: CollectionSlug }, id: number | string, req: PayloadRequest) =>
    req.payload.db.findOne<Row>({ collection: collection.slug, where: { id: { equals: id } }, req })

  /** By the data of the write, which Payload hands to the hooks on either side of it. */
  const writes = new WeakMap<object, Write<Document>>()
  /** By request and id: once a row is deleted, nobody can look it up. */
  const deletions = new WeakMap<PayloadRequest, Map<number | string, Row>>()

  const create = (row: Row, now: string): Write<Document> => {
    row.version = 1
    row.changedAt = now
    row.createdAt ??= now
    if (row.stage !== undefined) row.stageSince ??= now
    const next = args.document(row)
    refuseUnreadable(next)
    return { previous: null, next, before: null, after: customerOf(row) }
  }

  const update = (row: Row, stored: Row, now: string): Write<Document> => {
    for (const field of args.identity) row[field] = stored[field]
    row.version = stored.version
    row.changedAt = stored.changedAt
    if (row.stage !== undefined) row.stageSince = row.stage === stored.stage ? stored.stageSince : now
    const whole = { ...stored, ...row }
    const [previous, next] = [args.document(stored), args.document(whole)]
    if (changedFields(previous, next).length > 0) {
      row.version = next.version = previous.version + 1
      row.changedAt = next.updatedAt = now
      refuseUnreadable(next)
    }
    return { previous, next, before: customerOf(stored), after: customerOf(whole) }
  }

  const countVersion: CollectionBeforeChangeHook<Row> = ({ data, originalDoc, operation }) => {
    // What is missing for a whole row, the schema refuses.
    const row = data as Row
    const now = new Date().toISOString()
    const write = operation === 'update' && originalDoc ? update(row, originalDoc, now) : create(row, now)
    writes.set(row, write)
    return Object.assign(row, args.derived?.(write.next))
  }

  const appendChange: CollectionAfterChangeHook = async ({ collection, data, operation, req }) => {
    const write = writes.get(data)
    if (!write) throw new Error(`A hook of ${collection.slug} replaced the data after their document was made.`)
    const { previous, next, before, after } = write
    const drafts = args.diff(previous, next)
    const { tenantId: tenant } = next
    if (previous && args.belonging && before !== after) {
      const { toFormer, toNew } = args.belonging
      if (before !== null) await appendEvents(req, { tenant, drafts: [toFormer(previous)], audience: before })
      if (after !== null && drafts.length === 0) drafts.push(toNew(next))
    }
    await appendEvents(req, { tenant, drafts, audience: after })
    if (operation === 'create') await args.created?.(req, next)
  }

  const keepRow: CollectionBeforeDeleteHook = async ({ collection, id, req }) => {
    let row = await stored(collection, id, req)
    if (row && (await lockTenant(req, row.tenant))) row = await stored(collection, id, req)
    const kept = deletions.get(req) ?? new Map<number | string, Row>()
    deletions.set(req, kept)
    if (row) kept.set(id, row)
  }

  const appendDeletion: CollectionAfterDeleteHook = async ({ collection, id, req }) => {
    const row = deletions.get(req)?.get(id)
    if (!row) throw new Error(`${collection.slug}/${id} was not there to be deleted.`)
    const previous = args.document(row)
    const drafts = args.diff(previous, null)
    await appendEvents(req, { tenant: previous.tenantId, drafts, audience: customerOf(row) })
    await args.deleted?.(req, previous)
  }

  return {
    beforeOperation: [wholeRow],
    beforeValidate: [takeTurn],
    beforeChange: [countVersion],
    afterChange: [appendChange],
    beforeDelete: [keepRow],
    afterDelete: [appendDeletion],
  }
}
