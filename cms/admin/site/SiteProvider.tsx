import type { Payload } from 'payload'
import type { ReactNode } from 'react'
import { identityOf } from '../../access/identity'
import { readPeople } from '../../site/read-people'
import { BayNamesContext, type NamedBay } from '../bays/BayNamesContext'
import { PeopleContext } from '../people/PeopleContext'
import { SiteContext } from './SiteContext'
import type { SiteSettings } from './site-times'

interface SiteProviderProps {
  readonly children?: ReactNode
  readonly payload: Payload
  readonly user?: unknown
}

/** Gives the panel the money and time zone of the sites its user may see, and the names of their bays and of who works there. */
export async function SiteProvider({ children, payload, user }: SiteProviderProps) {
  const who = identityOf(user)
  const staff = who?.role === 'admin' || who?.role === 'staff'
  return (
    <SiteContext sites={user ? await sitesOf(payload, user) : []}>
      <BayNamesContext bays={user ? await baysOf(payload, user) : []}>
        <PeopleContext people={staff ? await readPeople(payload, who.tenant) : {}}>{children}</PeopleContext>
      </BayNamesContext>
    </SiteContext>
  )
}

/** The bays of the sites a user may see. */
async function baysOf(payload: Payload, user: unknown): Promise<NamedBay[]> {
  const { docs } = await payload.find({
    collection: 'bays',
    overrideAccess: false,
    user,
    depth: 0,
    pagination: false,
    select: { tenant: true, bayId: true, name: true },
  })
  return docs.map(({ tenant, bayId, name }) => ({ tenant, bayId, name }))
}

/** The sites a user may see, the oldest first. */
export async function sitesOf(payload: Payload, user: unknown): Promise<SiteSettings[]> {
  const { docs } = await payload.find({
    collection: 'tenants',
    overrideAccess: false,
    user,
    depth: 0,
    limit: 100,
    sort: 'id',
  })
  return docs.map(({ tenantId, name, currency, timeZone }) => ({
    tenantId: String(tenantId),
    name,
    currency,
    timeZone: timeZone || 'Asia/Kuala_Lumpur',
  }))
}
