import type { CollectionConfig, Field, FieldAccess } from 'payload'
import { AUDIENCES, type Audience, audienceOf } from './audiences'
import { identityOf } from './identity'
import { type DocumentKind, seesAllOf, seesEverything } from './visible-fields'

/** Collections of the public documents. */
const DOCUMENT_OF = {
  orders: 'order',
  queues: 'queue',
  bays: 'bay',
  jobs: 'job',
  concerns: 'concern',
  shifts: 'shift',
} as const satisfies Record<string, DocumentKind>
type Collection = keyof typeof DOCUMENT_OF

/** Columns that bear another name than what they hold of the document. */
const HOLDS: Readonly<Record<string, string>> = {
  tenant: 'tenantId',
  changedAt: 'updatedAt',
  plate: 'vehicle.plate',
  vehicleType: 'vehicle.type',
  make: 'vehicle.make',
  colour: 'vehicle.colour',
  customerName: 'customer.name',
  customerPhone: 'customer.phone',
}
/** Of an order, whose row keeps the car's parts in columns; a job's plate and type are its own. */
const holds = (collection: Collection, column: string) =>
  collection === 'orders' || !Object.hasOwn(HOLDS, column) || ['tenant', 'changedAt'].includes(column)
    ? (HOLDS[column] ?? column)
    : column

/** Lead to rows of other collections, which are for staff: they hold more than the order tells. */
const LINKS = new Set(['vehicle', 'customer'])

/**
 * Whether the audience reads a column over REST: only when all it holds is visible, for a column can be searched and sorted
 * by as a whole. A column that is no part of the document is for those who see everything.
 */
function readsColumn(audience: Audience, collection: Collection, column: string): boolean {
  if (seesEverything(audience)) return true
  if (collection === 'orders' && LINKS.has(column)) return false
  return seesAllOf(audience, DOCUMENT_OF[collection], holds(collection, column))
}

const isOfDocuments = (slug: string): slug is Collection => Object.hasOwn(DOCUMENT_OF, slug)

/** The collection, each field readable by the audiences that see what it holds: in answers, in `where` and in `sort`. */
export function showByAudience(config: CollectionConfig): CollectionConfig {
  const { slug } = config
  if (!isOfDocuments(slug)) return config
  const guard = (field: Field): Field => {
    if ('fields' in field) return { ...field, fields: field.fields.map(guard) } as Field
    if (!('name' in field) || typeof field.name !== 'string') return field
    const { name } = field
    const readers = new Set(AUDIENCES.filter((audience) => readsColumn(audience, slug, name)))
    if (readers.size === AUDIENCES.length) return field
    const read: FieldAccess = ({ req }) => {
      const who = identityOf(req.user)
      return who !== null && readers.has(audienceOf(who))
    }
    return { ...field, access: { ...('access' in field && field.access), read } } as Field
  }
  return { ...config, fields: config.fields.map(guard) }
}
