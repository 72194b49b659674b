import { cache } from 'react'
import type { People } from '@/lib/domain/people'
import type { Member } from '@/lib/domain/team'
import { type Snapshot, snapshotSchema } from '@/lib/sync/car-wash/wire'
import { readPeople, readTeam } from '../../../site/read-people'
import { readSnapshot } from '../../../sync/http/snapshot'
import { readSite } from '../(live)/read/read-site'
import { signedIn } from '../person/signed-in'

export interface FirstPicture {
  readonly snapshot: Snapshot
  readonly tenantId: string
  readonly role: 'admin' | 'staff'
  /** The person's name and the site's, for the account menu. */
  readonly person: { readonly name: string; readonly site: string }
  readonly people: People
  readonly team: readonly Member[]
  /** Whose commands the page keeps and sends, as the log names it. */
  readonly account: string
  /** When it was taken, milliseconds since 1970. */
  readonly moment: number
}

/** The site's snapshot for the person who is signed in, once per request; `null` for anyone who is not staff. */
export const readStation = cache(async (): Promise<FirstPicture | null> => {
  const person = await signedIn()
  if (!person) return null
  const { payload, tenantId, who, role, name } = person
  const moment = Date.now()
  const snapshot = snapshotSchema.parse(await readSnapshot(payload, tenantId, who, moment))
  const [site, people, team] = await Promise.all([
    readSite(),
    readPeople(payload, tenantId),
    readTeam(payload, tenantId),
  ])
  if (!site) return null
  return { snapshot, tenantId, role, account: who.actor, moment, person: { name, site: site.name }, people, team }
})
