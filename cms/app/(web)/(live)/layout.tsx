import type { ReactNode } from 'react'
import { DEFAULT_TENANT } from '@/lib/domain/site'
import { readPeople } from '../../../site/read-people'
import { keptSettings } from '../person/kept-settings'
import { signedIn } from '../person/signed-in'
import { readStation } from '../station/read-station'
import { LiveFrame } from './live/live-frame'
import { SignInFirst } from './live/sign-in-first'
import { seesSeveralSites } from './read/read-several-sites'
import { readSite } from './read/read-site'

export const dynamic = 'force-dynamic'

/** The office's pages: drawn from one snapshot, then live over one connection that outlives each of them. */
export default async function LiveLayout({ children }: { readonly children: ReactNode }) {
  const [person, picture, site] = await Promise.all([signedIn(), readStation(), readSite()])
  if (!person || !picture || !site) return <SignInFirst />
  const { payload, name, tenantId } = person
  const [{ language, theme }, people, severalSites] = await Promise.all([
    keptSettings(),
    readPeople(payload, tenantId),
    seesSeveralSites(person),
  ])
  return (
    <LiveFrame
      tenantId={person.who.tenant === null && tenantId !== DEFAULT_TENANT ? tenantId : undefined}
      snapshot={picture.snapshot}
      account={picture.account}
      moment={picture.moment}
      site={{ ...site, role: picture.role, person: name, severalSites, people }}
      look={{ language, theme, timeZone: site.timeZone, stageWords: site.stageWords, names: site.names }}
    >
      {children}
    </LiveFrame>
  )
}
