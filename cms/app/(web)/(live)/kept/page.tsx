import { redirect } from 'next/navigation'
import { sitesOf } from '../../../../admin/site/SiteProvider'
import { signedIn } from '../../person/signed-in'
import { KeptOfPeople } from './kept-of-people'
import { siteFor } from './site-for'

interface KeptPageProps {
  readonly searchParams: Promise<{ readonly site?: string | string[] }>
}

/** What is kept of people: for administrators alone. */
export default async function Page({ searchParams }: KeptPageProps) {
  const [person, { site }] = await Promise.all([signedIn(), searchParams])
  // The layout leads to the log-in.
  if (!person) return null
  if (person.role !== 'admin') redirect('/dashboard')
  const { payload, user, who, tenantId } = person
  const asked = typeof site === 'string' ? site : null
  const shown = (await siteFor(payload, who.tenant, asked ?? tenantId)) ?? (await siteFor(payload, who.tenant, null))
  if (!shown) return null
  const sites = who.tenant === null ? await sitesOf(payload, user) : []
  return (
    <KeptOfPeople
      key={shown.tenantId}
      months={shown.keepPeopleMonths ?? 0}
      site={shown.tenantId}
      sites={sites.map(({ tenantId, name }) => ({ value: tenantId, label: name }))}
    />
  )
}
