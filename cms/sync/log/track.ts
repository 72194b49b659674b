import {
  APIError,
  type CollectionAfterChangeHook,
  type CollectionAfterDeleteHook,
  type CollectionBeforeChangeHook,
  type CollectionBeforeDeleteHook,
  type CollectionBeforeOperationHook,
  type PayloadRequest,
} from 'payload'
import type { ZodType } from 'zod'
import { relationId } from '../../access/identity'
import { COMMAND_CONTEXT } from '../../rules/command-context'
import { appendEvents } from './append'
import { changedFields } from './changed-fields'
import type { DraftEvent } from './diff'

interface TrackedRow {
  tenant: string
  stage?: string
  stageSince?: string | null
  version?: number | null
  changedAt?: string | null
}

interface TrackArgs<Row, Document extends object> {
  document(row: Row): Document
  /** What clients accept: a row that makes another document is refused, or they would never see the change. */
  schema: ZodType<Document>
  diff(previous: Document | null, next: Document | null): DraftEvent[]
  /** Fields that name the document for ever: renaming one would be a deletion and a creation no event tells. */
  identity: readonly (keyof Row & string)[]
  /** The customer who may see events of this row, and what is told when another one takes their place. */
  belonging?: {
    customer(row: Row): unknown
    toFormer(previous: Document): DraftEvent
    toNew(next: Document): DraftEvent
  }
}

/**
 * The row as it is stored. Payload hands hooks the document as the caller may read it: what is left out there is not gone,
 * and no event may say so. Commands read everything.
 */
async function wholeRow<Row>(req: PayloadRequest, collection: string, doc: { id: number | string }): Promise<Row> {
  if (req.context[COMMAND_CONTEXT]) return doc as Row
  const where = { id: { equals: doc.id } }
  const row = await req.payload.db.findOne<{ id: number | string }>({ collection: collection as never, where, req })
  if (!row) throw new Error(`${collection}/${doc.id} disappeared inside its own transaction.`)
  return row as Row
}

const DELETED = 'ax-deleted-rows'
const nameOf = (collection: string, id: number | string) => `${collection}/${id}`

/** Once it is deleted, nobody can look it up: what its deletion tells is read before. */
const keepWholeRow: CollectionBeforeDeleteHook = async ({ collection, id, req }) => {
  const where = { id: { equals: id } }
  const row = await req.payload.db.findOne({ collection: collection.slug as never, where, req })
  const kept = (req.context[DELETED] as Map<string, unknown> | undefined) ?? new Map<string, unknown>()
  req.context[DELETED] = kept.set(nameOf(collection.slug, id), row)
}

/** The row that a delete hook is about, as it was stored. */
export function deletedRow<Row>(req: PayloadRequest, collection: string, id: number | string): Row {
  const row = (req.context[DELETED] as Map<string, Row> | undefined)?.get(nameOf(collection, id))
  if (!row) throw new Error(`${nameOf(collection, id)} was not there to be deleted.`)
  return row
}

/**
 * Hooks that keep the log complete: whoever changes a document, by whatever road, the change gets its version and its
 * events, in its own transaction.
 */
export function trackDocument<Row extends TrackedRow, Document extends object>(args: TrackArgs<Row, Document>) {
  /** A caller's `select` would leave the hooks below with half a document. */
  const wholeDocument: CollectionBeforeOperationHook = ({ args: operationArgs, operation }) => {
    if (operation !== 'read' && operationArgs && 'select' in operationArgs) operationArgs.select = undefined
    return operationArgs
  }

  const refuseUnreadable = (row: Row) => {
    const checked = args.schema.safeParse(args.document(row))
    if (checked.success) return
    const issue = checked.error.issues[0]
    throw new APIError(`${issue?.path.join('.') ?? 'document'}: ${issue?.message ?? 'not valid'}`, 400)
  }

  const countVersion: CollectionBeforeChangeHook = ({ data, originalDoc, operation }) => {
    const row = data as Row
    const now = new Date().toISOString()
    if (operation === 'create') {
      row.version = 1
      row.changedAt = now
      if (row.stage !== undefined) row.stageSince ??= now
      refuseUnreadable(row)
      return row
    }
    const previous = originalDoc as Row
    for (const field of args.identity) row[field] = previous[field]
    row.version = previous.version
    row.changedAt = previous.changedAt
    if (row.stage !== undefined) row.stageSince = row.stage === previous.stage ? previous.stageSince : now
    const changed = changedFields(args.document(previous), args.document({ ...previous, ...row }))
    if (changed.length > 0) {
      row.version = (previous.version ?? 1) + 1
      row.changedAt = now
      refuseUnreadable({ ...previous, ...row })
    }
    return row
  }

  const audience = (row: Row) => relationId(args.belonging?.customer(row))

  const appendChange: CollectionAfterChangeHook = async ({ collection, doc, previousDoc, operation, req }) => {
    const next = await wholeRow<Row>(req, collection.slug, doc)
    const previous = operation === 'update' ? (previousDoc as unknown as Row) : null
    const drafts = args.diff(previous && args.document(previous), args.document(next))
    const { tenant } = next
    const [before, after] = [previous && audience(previous), audience(next)]
    if (previous && args.belonging && before !== after) {
      const { toFormer, toNew } = args.belonging
      if (before !== null) {
        await appendEvents(req, { tenant, drafts: [toFormer(args.document(previous))], audience: before })
      }
      if (after !== null && drafts.length === 0) drafts.push(toNew(args.document(next)))
    }
    await appendEvents(req, { tenant, drafts, audience: after })
  }

  const appendDeletion: CollectionAfterDeleteHook = async ({ collection, id, req }) => {
    const row = deletedRow<Row>(req, collection.slug, id)
    await appendEvents(req, {
      tenant: row.tenant,
      drafts: args.diff(args.document(row), null),
      audience: audience(row),
    })
  }

  return {
    beforeOperation: [wholeDocument],
    beforeChange: [countVersion],
    afterChange: [appendChange],
    beforeDelete: [keepWholeRow],
    afterDelete: [appendDeletion],
  }
}
