import type { CollectionSlug, PayloadRequest, Where } from 'payload'
import { bayDocument, concernDocument, jobDocument, orderDocument, queueDocument, shiftDocument } from '../documents'

type Slug = Extract<CollectionSlug, 'orders' | 'queues' | 'bays' | 'jobs' | 'concerns' | 'shifts'>

/**
 * One kind of document in its collection, as one run reads and writes it inside the request's transaction. What it has read
 * is not looked for again when it changes it.
 *
 * A command writes its rows through the collection's own hooks, which check them, count versions and keep the log, and then
 * straight to the database: Payload's operations would ask who may do it (a bay station may not edit orders, yet finishing
 * its job moves one; the table of permissions has been asked before), walk every field three times over and read the row
 * back. None of these collections has a hook on a field that a command writes.
 */
const kept =
  <Row extends { id: number }, Document>(
    collection: Slug,
    /** The field that names it within its tenant. */
    key: string,
    document: (row: Row) => Document,
  ) =>
  (req: PayloadRequest, tenant: string) => {
    const { config } = req.payload.collections[collection]
    const rows = new Map<string, Row>()

    /** The hooks on either side of a write, with what Payload gives them. */
    const hooksOf = (operation: 'create' | 'update', stored?: Row) => {
      const { beforeValidate, beforeChange, afterChange } = config.hooks
      const given = { collection: config, context: req.context, operation, req }
      return {
        async before(data: Partial<Row>): Promise<Partial<Row>> {
          let row = data
          for (const hook of [...beforeValidate, ...beforeChange])
            row = (await hook({ ...given, data: row, originalDoc: stored })) ?? row
          return row
        },
        async after(row: Partial<Row>): Promise<void> {
          for (const hook of afterChange)
            await hook({ ...given, data: row, doc: { id: 0, ...row }, previousDoc: stored ?? { id: 0 } })
        },
      }
    }

    async function find(name: string, field = key): Promise<Row | null> {
      const where: Where = { and: [{ tenant: { equals: tenant } }, { [field]: { equals: name } }] }
      const row = await req.payload.db.findOne<Row>({ collection, where, req })
      if (row) rows.set(name, row)
      return row
    }

    return {
      find,
      async read(name: string, field?: string): Promise<Document | null> {
        const row = await find(name, field)
        return row && document(row)
      },
      async add(data: Partial<Row>): Promise<void> {
        const defaults = config.flattenedFields.flatMap((field) =>
          'defaultValue' in field && typeof field.defaultValue !== 'function' ? [[field.name, field.defaultValue]] : [],
        )
        const hooks = hooksOf('create')
        const row = await hooks.before({ ...Object.fromEntries(defaults), ...data, tenant })
        await req.payload.db.create({ collection, data: row, req, returning: false })
        await hooks.after(row)
      },
      async change(name: string, data: Partial<Row>, field?: string): Promise<void> {
        const stored = rows.get(name) ?? (await find(name, field))
        if (!stored) throw new Error(`${collection}/${name} disappeared inside its own transaction.`)
        const hooks = hooksOf('update', stored)
        const row = await hooks.before({ ...stored, ...data })
        const before: Readonly<Record<string, unknown>> = { ...stored }
        const changed = Object.fromEntries(Object.entries(row).filter(([field, value]) => value !== before[field]))
        const written = { ...changed, updatedAt: new Date().toISOString() }
        await req.payload.db.updateOne({ collection, id: stored.id, data: written, req, returning: false })
        await hooks.after(row)
        // An order has two names.
        for (const [other, { id }] of rows) if (id === stored.id) rows.set(other, { ...stored, ...row })
      },
    }
  }

const KINDS = {
  order: kept('orders', 'orderID', orderDocument),
  queue: kept('queues', 'queueId', queueDocument),
  bay: kept('bays', 'bayId', bayDocument),
  job: kept('jobs', 'jobId', jobDocument),
  concern: kept('concerns', 'concernId', concernDocument),
  shift: kept('shifts', 'shiftId', shiftDocument),
}

/** The tenant's documents by their kind. */
export const keptDocuments = (req: PayloadRequest, tenant: string) => ({
  order: KINDS.order(req, tenant),
  queue: KINDS.queue(req, tenant),
  bay: KINDS.bay(req, tenant),
  job: KINDS.job(req, tenant),
  concern: KINDS.concern(req, tenant),
  shift: KINDS.shift(req, tenant),
})
