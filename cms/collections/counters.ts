import type { CollectionConfig } from 'payload'

/**
 * Numbers that are given out once, such as a tenant's orders of a day, counted up inside the transaction that uses the
 * number; and numbers the server keeps for itself.
 */
export const Counters: CollectionConfig = {
  slug: 'counters',
  // Nobody reads or writes it through the API; the commands count past access control.
  access: { read: () => false, create: () => false, update: () => false, delete: () => false },
  admin: { hidden: true },
  indexes: [{ fields: ['tenant', 'name'], unique: true }],
  fields: [
    { name: 'tenant', type: 'text', required: true },
    { name: 'name', type: 'text', required: true },
    { name: 'value', type: 'number', required: true, defaultValue: 0 },
  ],
}
