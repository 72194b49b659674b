import type { CollectionConfig } from 'payload'
import { LANGUAGES, SPOKEN } from '@/lib/domain/languages'
import { accessOf } from '../access/scope'
import { tenantField } from './fields'
import { takeTurn } from './take-turn'

export const Customers: CollectionConfig = {
  slug: 'customers',
  access: accessOf('customers'),
  hooks: { beforeValidate: [takeTurn] },
  admin: {
    useAsTitle: 'name',
    group: 'People',
    description: 'Customers the site knows by name.',
    defaultColumns: ['name', 'phone', 'language'],
    listSearchableFields: ['name', 'phone'],
  },
  fields: [
    { name: 'name', type: 'text', required: true, maxLength: 128 },
    { name: 'phone', type: 'text', maxLength: 32, index: true },
    {
      name: 'language',
      type: 'select',
      options: LANGUAGES.map((value) => ({ value, label: SPOKEN[value].name })),
      defaultValue: 'en',
    },
    tenantField(),
  ],
}
