import type { CollectionBeforeChangeHook, CollectionConfig } from 'payload'
import { VEHICLE_TYPES } from '@/lib/domain/documents'
import { bareText } from '@/lib/domain/rules/bare-text'
import { accessOf } from '../access/scope'
import { choiceField, tenantField } from './fields'
import { takeTurn } from './take-turn'

/** By what a car is found however its plate is typed. */
const keepBarePlate: CollectionBeforeChangeHook = ({ data }) =>
  typeof data.plate === 'string' ? { ...data, barePlate: bareText(data.plate) } : data

export const Vehicles: CollectionConfig = {
  slug: 'vehicles',
  access: accessOf('vehicles'),
  admin: {
    useAsTitle: 'plate',
    group: 'People',
    description: 'Cars and bikes the site knows by their plate: an order makes the one it is for.',
    defaultColumns: ['plate', 'type', 'make', 'colour', 'owner'],
  },
  // Whoever reads an order is told of its car, not of that car's other orders.
  defaultPopulate: { orders: false },
  indexes: [{ fields: ['tenant', 'plate'], unique: true }, { fields: ['tenant', 'barePlate'] }],
  // Orders make vehicles too: one that is made by hand in the same moment would have their order refused.
  hooks: { beforeValidate: [takeTurn], beforeChange: [keepBarePlate] },
  fields: [
    { name: 'plate', type: 'text', required: true, maxLength: 32, index: true },
    { name: 'barePlate', type: 'text', maxLength: 32, admin: { hidden: true } },
    choiceField('type', VEHICLE_TYPES, { required: true, defaultValue: 'sedan' }),
    { name: 'make', type: 'text', maxLength: 64 },
    { name: 'colour', type: 'text', maxLength: 32 },
    { name: 'owner', type: 'relationship', relationTo: 'customers' },
    {
      name: 'orders',
      type: 'join',
      collection: 'orders',
      on: 'vehicle',
      defaultSort: '-id',
      admin: {
        allowCreate: false,
        defaultColumns: ['orderID', 'stage', 'paymentStatus', 'totalAmount', 'changedAt'],
      },
    },
    tenantField(),
  ],
}
