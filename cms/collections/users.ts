import type { CollectionConfig } from 'payload'
import { watchUsers } from '../access/changed-sign-ins'
import { accessOf, onlyAdmin } from '../access/scope'
import { ROLES } from '../access/table'
import { choiceField, slugField } from './fields'

export const Users: CollectionConfig = {
  slug: 'users',
  auth: { tokenExpiration: 12 * 60 * 60, maxLoginAttempts: 10, lockTime: 5 * 60 * 1000, cookies: { sameSite: 'Lax' } },
  access: {
    ...accessOf('users'),
    admin: ({ req }) => req.user?.collection === 'users' && req.user.role !== 'customer',
  },
  admin: { useAsTitle: 'email', group: 'People', defaultColumns: ['email', 'name', 'role', 'tenant'] },
  hooks: watchUsers,
  fields: [
    { name: 'name', type: 'text', maxLength: 128 },
    choiceField('role', ROLES, {
      required: true,
      defaultValue: 'staff',
      saveToJWT: true,
      access: { create: onlyAdmin, update: onlyAdmin },
    }),
    slugField('tenant', {
      defaultValue: 'main',
      saveToJWT: true,
      access: { create: onlyAdmin, update: onlyAdmin },
      admin: { description: 'Empty for an administrator of all tenants.' },
    }),
    {
      name: 'customer',
      type: 'relationship',
      relationTo: 'customers',
      access: { create: onlyAdmin, update: onlyAdmin },
      admin: { condition: (data) => data?.role === 'customer', description: 'Whose orders this person sees.' },
    },
  ],
}
