import type { CollectionConfig } from 'payload'
import { VEHICLE_TYPES } from '@/lib/domain/documents'
import { accessOf } from '../access/scope'
import { choiceField, tenantField } from './fields'

export const Vehicles: CollectionConfig = {
  slug: 'vehicles',
  access: accessOf('vehicles'),
  admin: {
    useAsTitle: 'plate',
    group: 'People',
    description: 'Cars and bikes the site knows by their plate.',
    defaultColumns: ['plate', 'type', 'make', 'colour', 'owner'],
  },
  indexes: [{ fields: ['tenant', 'plate'], unique: true }],
  fields: [
    { name: 'plate', type: 'text', required: true, maxLength: 32, index: true },
    choiceField('type', VEHICLE_TYPES, { required: true, defaultValue: 'sedan' }),
    { name: 'make', type: 'text', maxLength: 64 },
    { name: 'colour', type: 'text', maxLength: 32 },
    { name: 'owner', type: 'relationship', relationTo: 'customers' },
    tenantField(),
  ],
}
