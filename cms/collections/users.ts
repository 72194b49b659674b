import type { CollectionBeforeValidateHook, CollectionConfig } from 'payload'
import { watchUsers } from '../access/changed-sign-ins'
import { identityOf } from '../access/identity'
import { accessOf, onlyAdmin, onlyOwner } from '../access/scope'
import { ROLES } from '../access/table'
import { choiceField, slugField } from './fields'

/** Whoever a tenant's own administrator adds is of that tenant. */
const ownTenant: CollectionBeforeValidateHook = ({ data, operation, req }) => {
  const tenant = identityOf(req.user)?.tenant
  return data && tenant && operation === 'create' ? { ...data, tenant } : data
}

export const Users: CollectionConfig = {
  slug: 'users',
  auth: { tokenExpiration: 12 * 60 * 60, maxLoginAttempts: 10, lockTime: 5 * 60 * 1000, cookies: { sameSite: 'Lax' } },
  access: {
    ...accessOf('users'),
    admin: ({ req }) => req.user?.collection === 'users' && req.user.role !== 'customer',
  },
  admin: { useAsTitle: 'email', group: 'People', defaultColumns: ['email', 'name', 'role', 'tenant'] },
  hooks: { ...watchUsers, beforeValidate: [ownTenant] },
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
      access: { create: onlyOwner, update: onlyOwner },
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
