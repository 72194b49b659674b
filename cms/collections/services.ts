import type { CollectionConfig } from 'payload'
import { VEHICLE_TYPES } from '@/lib/sync/protocol/documents'
import { accessOf } from '../access/scope'
import { choiceField, senField, slugField, tenantField } from './fields'

const minutes = { name: 'minutes', type: 'number', required: true, min: 0, max: 1440, defaultValue: 0 } as const

/** What the site sells: the steps a washer takes, the options a customer may add, what a larger vehicle costs more. */
export const Services: CollectionConfig = {
  slug: 'services',
  access: accessOf('services'),
  admin: { useAsTitle: 'name', group: 'Site', defaultColumns: ['serviceId', 'name', 'price', 'active'] },
  indexes: [{ fields: ['tenant', 'serviceId'], unique: true }],
  fields: [
    slugField('serviceId', { required: true }),
    { name: 'name', type: 'text', required: true, maxLength: 128 },
    senField('price', { required: true, min: 0, admin: { description: 'In sen: 2500 is RM 25.00' } }),
    { name: 'active', type: 'checkbox', defaultValue: true },
    { name: 'position', type: 'number', defaultValue: 0 },
    {
      name: 'steps',
      type: 'array',
      maxRows: 32,
      fields: [
        slugField('key', { required: true }),
        { name: 'name', type: 'text', required: true, maxLength: 128 },
        minutes,
      ],
    },
    {
      name: 'options',
      type: 'array',
      maxRows: 32,
      fields: [
        slugField('optionId', { required: true }),
        { name: 'name', type: 'text', required: true, maxLength: 128 },
        senField('price', { required: true }),
        minutes,
      ],
    },
    {
      name: 'surcharges',
      type: 'array',
      maxRows: VEHICLE_TYPES.length,
      admin: { description: 'Added to the price for a vehicle type, in sen.' },
      fields: [choiceField('vehicleType', VEHICLE_TYPES, { required: true }), senField('price', { required: true })],
    },
    tenantField(),
  ],
}
