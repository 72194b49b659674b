import type { Payload } from 'payload'
import type { ReactNode } from 'react'
import { identityOf } from '../../access/identity'
import { readPeople } from '../../site/read-people'
import { PeopleContext } from '../people/PeopleContext'
import { SiteContext } from './SiteContext'
import type { SiteSettings } from './site-times'

interface SiteProviderProps {
  readonly children?: ReactNode
  readonly payload: Payload
  readonly user?: unknown
}

/** Gives the panel the money and time zone of the sites its user may see, and the names of who works there. */
export async function SiteProvider({ children, payload, user }: SiteProviderProps) {
  const who = identityOf(user)
  const staff = who?.role === 'admin' || who?.role === 'staff'
  return (
    <SiteContext sites={user ? await sitesOf(payload, user) : []}>
      <PeopleContext people={staff ? await readPeople(payload, who.tenant) : {}}>{children}</PeopleContext>
    </SiteContext>
  )
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
