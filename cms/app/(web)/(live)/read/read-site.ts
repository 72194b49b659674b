import { cache } from 'react'
import { signedIn } from '../../person/signed-in'

/** What the pages say of the site itself. */
export interface Site {
  readonly name: string
  /** IANA name. */
  readonly timeZone: string
  readonly currency: string
  /** Orders are billed and paid before they are completed. */
  readonly billing: boolean
}

const DEFAULT_TIME_ZONE = 'Asia/Kuala_Lumpur'

/** The site of the person who asks, once per request; `null` for anyone who is not staff of one. */
export const readSite = cache(async (): Promise<Site | null> => {
  const person = await signedIn()
  if (!person) return null
  const { docs } = await person.payload.find({
    collection: 'tenants',
    where: { tenantId: { equals: person.tenantId } },
    limit: 1,
    pagination: false,
    depth: 0,
    overrideAccess: false,
    user: person.user,
  })
  const [tenant] = docs
  if (!tenant) return null
  const { name, currency, timeZone, billing } = tenant
  return { name, currency, timeZone: timeZone || DEFAULT_TIME_ZONE, billing: billing ?? true }
})
