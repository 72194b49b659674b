import { sitesSeenBy } from '../../../access/sites-seen'
import { getService } from '../../../server/front'
import { SignInFirst } from '../(live)/live/sign-in-first'
import { readSite } from '../(live)/read/read-site'
import { keptSettings } from '../person/kept-settings'
import { signedIn } from '../person/signed-in'
import { SitesPage } from './sites-page'

export const dynamic = 'force-dynamic'

/** All sites that the person sees, beside each other: drawn with their figures, then live. */
export default async function AllSites() {
  const [person, site, { language, theme }] = await Promise.all([signedIn(), readSite(), keptSettings()])
  const seen = person && sitesSeenBy(person.user)
  const service = getService()
  if (!person || !site || !seen || !service) return <SignInFirst />
  const moment = Date.now()
  return (
    <SitesPage
      first={await service.sites(seen)}
      moment={moment}
      person={{ name: person.name, site: site.name }}
      role={person.role}
      home={person.tenantId}
      opensAll={person.who.tenant === null}
      look={{ language, theme, timeZone: site.timeZone, stageWords: site.stageWords, names: site.names }}
    />
  )
}
