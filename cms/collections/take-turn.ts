import { APIError, type CollectionBeforeValidateHook } from 'payload'
import { lockTenant } from '../database'

interface Row {
  readonly id: number | string
  readonly version?: number | null
  readonly updatedAt?: string | null
}

const CHANGED = { code: 'changed_meanwhile' }

/**
 * Nobody else writes what belongs to the site from here on. Payload has read the row by then and writes it whole: an edit of what is
 * there no longer would undo another's.
 *
 * @throws APIError 409 `changed_meanwhile`
 */
export const takeTurn: CollectionBeforeValidateHook = async ({ collection, data, operation, originalDoc, req }) => {
  const tenant = originalDoc?.tenant ?? data?.tenant
  if (!tenant || !(await lockTenant(req, tenant)) || operation !== 'update') return data
  const where = { id: { equals: originalDoc.id } }
  const row = await req.payload.db.findOne<Row>({ collection: collection.slug, where, req })
  if (row && row.version === originalDoc.version && row.updatedAt === originalDoc.updatedAt) return data
  throw new APIError('Somebody changed this meanwhile. Look at it as it is now, then do it again.', 409, CHANGED, true)
}
