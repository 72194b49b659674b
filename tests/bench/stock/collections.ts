import type { CollectionConfig, Field } from 'payload'
import { Customers } from '@/cms/collections/customers'
import { Orders } from '@/cms/collections/orders'
import { Vehicles } from '@/cms/collections/vehicles'

/** What a field stores and checks, without what this product lets it do beyond that. */
function plainField(field: Field): Field {
  if ('fields' in field) return { ...field, fields: field.fields.map(plainField) } as Field
  const { hooks: _, access: __, admin: ___, ...plain } = field as Field & { hooks?: unknown; access?: unknown }
  return plain as Field
}

const plain = ({ slug, indexes, fields }: CollectionConfig): CollectionConfig => ({
  slug,
  indexes,
  fields: fields.map(plainField),
})

/** The tables of orders and of what they refer to, and accounts to sign in with: no hooks, no log, Payload's own access. */
export const collections: CollectionConfig[] = [
  ...[Orders, Customers, Vehicles].map(plain),
  { slug: 'users', auth: true, fields: [] },
]
