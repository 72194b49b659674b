import type { CollectionConfig } from 'payload'
import { accessOf } from '../access/scope'
import { tenantField } from './fields'

export const Customers: CollectionConfig = {
  slug: 'customers',
  access: accessOf('customers'),
  admin: { useAsTitle: 'name', group: 'People', defaultColumns: ['name', 'phone', 'language'] },
  fields: [
    { name: 'name', type: 'text', required: true, maxLength: 128 },
    { name: 'phone', type: 'text', maxLength: 32, index: true },
    { name: 'language', type: 'select', options: ['en', 'ms', 'zh', 'ta'], defaultValue: 'en' },
    tenantField(),
  ],
}
