import { APIError, type CollectionBeforeValidateHook, type CollectionConfig, type TextFieldValidation } from 'payload'
import { LONGEST_NAME } from '@/lib/domain/names'
import { DEFAULT_TENANT } from '@/lib/domain/site'
import { watchUsers } from '../access/changed-sign-ins'
import { refuseWeakPassword } from '../access/credentials'
import { identityOf } from '../access/identity'
import { forgetKey, KEY_CONTROL, KEY_FIELDS, keyEndpoints, refuseChosenKeys } from '../access/keys'
import { mayOpenPanel } from '../access/panel'
import { accessOf, onlyAdmin, onlyOwner } from '../access/scope'
import { endTurn, forgetTries, limitPasswords, limitSignIns } from '../access/sign-in-limits'
import { ROLES } from '../access/table'
import { sayInPanel } from '../admin/words/texts'
import { auditFailedSignIn, auditSignIn } from '../audit/sign-ins'
import { auditUsers } from '../audit/watch'
import { choiceField, slugField } from './fields'
import { takeTurn } from './take-turn'

/** Whoever a tenant's own administrator adds is of that tenant. */
const ownTenant: CollectionBeforeValidateHook = ({ data, operation, req }) => {
  const tenant = identityOf(req.user)?.tenant
  return data && tenant && operation === 'create' ? { ...data, tenant } : data
}

/** Whoever belongs to a site that is not there signs in to nothing at all. */
const checkSite: TextFieldValidation = async (value, { req, previousValue }) => {
  if (!value || value === previousValue) return true
  const { totalDocs } = await req.payload.count({ collection: 'tenants', where: { tenantId: { equals: value } }, req })
  return totalDocs > 0 || sayInPanel(req.i18n.language, 'There is no site with this short name.')
}

/** People sign in with a password that they can change; a key outlives it, so only services have one. */
const keyOnlyForServices: CollectionBeforeValidateHook = ({ data, originalDoc }) => {
  const role = data?.role ?? originalDoc?.role
  if (data?.apiKey && role !== 'service') {
    throw new APIError(
      'Only a service signs in with a key. Leave the key out, or choose the role Service.',
      400,
      null,
      true,
    )
  }
  return data
}

export const Users: CollectionConfig = {
  slug: 'users',
  auth: {
    tokenExpiration: 12 * 60 * 60,
    // Out of reach: a lock would let anybody keep an account's owner out. Tries are limited in sign-in-limits.ts.
    maxLoginAttempts: Number.MAX_SAFE_INTEGER,
    lockTime: 1,
    cookies: { sameSite: 'Lax' },
    useAPIKey: true,
  },
  access: {
    ...accessOf('users'),
    admin: ({ req }) => mayOpenPanel(req.user),
  },
  admin: {
    useAsTitle: 'email',
    group: 'People',
    description: 'Who may sign in. Stations are not here: they have keys of their own.',
    defaultColumns: ['email', 'name', 'role', 'tenant'],
    listSearchableFields: ['email', 'name'],
  },
  hooks: {
    ...watchUsers,
    afterChange: [...watchUsers.afterChange, ...auditUsers.afterChange],
    afterDelete: [...watchUsers.afterDelete, ...auditUsers.afterDelete],
    afterError: [endTurn, auditFailedSignIn],
    beforeOperation: [limitSignIns, limitPasswords, refuseChosenKeys],
    afterLogin: [endTurn, forgetTries, auditSignIn],
    beforeValidate: [takeTurn, ownTenant, keyOnlyForServices, refuseWeakPassword, ...auditUsers.beforeValidate],
    beforeChange: [forgetKey],
  },
  endpoints: keyEndpoints('users'),
  fields: [
    { name: 'name', type: 'text', maxLength: LONGEST_NAME },
    choiceField('role', ROLES, {
      required: true,
      defaultValue: 'staff',
      saveToJWT: true,
      access: { create: onlyAdmin, update: onlyAdmin },
      admin: {
        description:
          'Admin: everything of the site, prices and refunds. Staff: the daily work. Customer: the own orders. Service: another program of AX Billing, by key; it may only tell that a customer came on WhatsApp.',
      },
    }),
    slugField('tenant', {
      defaultValue: DEFAULT_TENANT,
      saveToJWT: true,
      access: { create: onlyOwner, update: onlyOwner },
      validate: checkSite,
      admin: {
        description: 'The site this person belongs to. Empty: an administrator of all sites.',
        components: { Field: '/admin/site/SiteField#SiteField' },
      },
    }),
    {
      name: 'furtherSites',
      type: 'relationship',
      relationTo: 'tenants',
      hasMany: true,
      label: 'Further sites',
      // Whoever may choose them may look into every one.
      access: { read: onlyOwner, create: onlyOwner, update: onlyOwner },
      admin: {
        condition: (data) => Boolean(data?.tenant) && (data?.role === 'admin' || data?.role === 'staff'),
        description:
          'Sites whose figures this person sees beside those of their own, on the page of all sites. Nothing else of them can be opened.',
      },
    },
    ...KEY_FIELDS,
    KEY_CONTROL,
    {
      name: 'customer',
      type: 'relationship',
      relationTo: 'customers',
      access: { create: onlyAdmin, update: onlyAdmin },
      admin: { condition: (data) => data?.role === 'customer', description: 'Whose orders this person sees.' },
    },
  ],
}
