import { cache } from 'react'
import type { SiteNames } from '@/lib/domain/names'
import type { StageWord } from '@/lib/domain/site'
import { readNames } from '../../../../site/read-names'
import { signedIn } from '../../person/signed-in'

/** What the pages say of the site itself. */
export interface Site {
  readonly name: string
  /** IANA name. */
  readonly timeZone: string
  readonly currency: string
  /** Orders are billed and paid before they are completed. */
  readonly billing: boolean
  /** What it calls its stages, where that is not what the product calls them. */
  readonly stageWords: readonly StageWord[]
  /** What it sells, in other languages. */
  readonly names: SiteNames
}

const DEFAULT_TIME_ZONE = 'Asia/Kuala_Lumpur'

/** The site of the person who asks, once per request; `null` for anyone who is not staff of one. */
export const readSite = cache(async (): Promise<Site | null> => {
  const person = await signedIn()
  if (!person) return null
  const [{ docs }, names] = await Promise.all([
    person.payload.find({
      collection: 'tenants',
      where: { tenantId: { equals: person.tenantId } },
      limit: 1,
      pagination: false,
      depth: 0,
      overrideAccess: false,
      user: person.user,
    }),
    readNames(person.payload, person.tenantId),
  ])
  const [tenant] = docs
  if (!tenant) return null
  const { name, currency, timeZone, billing, stageWords } = tenant
  return {
    name,
    currency,
    timeZone: timeZone || DEFAULT_TIME_ZONE,
    billing: billing ?? true,
    stageWords: (stageWords ?? []).map(({ stage, language, word }) => ({ stage, language, word })),
    names,
  }
})
