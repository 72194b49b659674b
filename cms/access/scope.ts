import type { Access, FieldAccess, Where } from 'payload'
import { type Identity, identityOf } from './identity'
import { ACCESS, type GuardedCollection, type Operation } from './table'

/** Collections whose tenant is not in a field named `tenant`. */
const tenantFieldOf = (collection: GuardedCollection) => (collection === 'tenants' ? 'tenantId' : 'tenant')

/** What `who` may reach: everything, nothing, or the documents that match. */
function reach(collection: GuardedCollection, operation: Operation, who: Identity | null): boolean | Where {
  if (!who) return false
  const ownTenant: Where | true = who.tenant ? { [tenantFieldOf(collection)]: { equals: who.tenant } } : true
  switch (ACCESS[collection][operation][who.role]) {
    case 'all':
      return true
    case 'tenant':
      // A new tenant is made by an administrator of all tenants only; other new documents get one's own tenant.
      if (operation === 'create') return collection !== 'tenants' || who.tenant === null
      return ownTenant
    case 'own':
      if (!who.customer || ownTenant === true) return false
      return { and: [ownTenant, { customer: { equals: who.customer } }] }
    case 'bay':
      if (!who.bay || ownTenant === true) return false
      return { and: [ownTenant, { bayId: { equals: who.bay } }] }
    case 'self':
      return { id: { equals: who.id } }
    case 'none':
      return false
  }
}

/** Payload's access functions for a collection, read off the table. */
export function accessOf(collection: GuardedCollection): Record<Operation, Access> {
  const rule =
    (operation: Operation): Access =>
    ({ req }) =>
      reach(collection, operation, identityOf(req.user))
  return { read: rule('read'), create: rule('create'), update: rule('update'), delete: rule('delete') }
}

/** Whether a signed-in account may read a site's documents of a collection, for what is read past Payload. */
export function mayRead(collection: GuardedCollection, user: unknown, tenant: string): boolean {
  const who = identityOf(user)
  if (!who) return false
  const scope = ACCESS[collection].read[who.role]
  return scope === 'all' || (scope === 'tenant' && (who.tenant === null || who.tenant === tenant))
}

export const onlyAdmin: FieldAccess = ({ req }) => identityOf(req.user)?.role === 'admin'

/** Only an administrator of all tenants: whoever may choose a tenant may reach every one. */
export const onlyOwner: FieldAccess = ({ req }) => {
  const who = identityOf(req.user)
  return who?.role === 'admin' && who.tenant === null
}

/** Fields a station may not change on its own account. */
export const notSelf: FieldAccess = ({ req }) => identityOf(req.user)?.kind === 'user'

/** Fields that customers and services do not write; which they read is said in visible-fields.ts. */
export const staffOnly: FieldAccess = ({ req }) => {
  const who = identityOf(req.user)
  return who !== null && who.role !== 'customer' && who.role !== 'service'
}
