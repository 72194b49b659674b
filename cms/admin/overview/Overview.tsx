import type { Payload, TypedUser, Where } from 'payload'
import type { ReactNode } from 'react'
import { startOfSiteDay } from '@/lib/domain/rules/site-day'
import { identityOf } from '../../access/identity'
import { getFront } from '../../server/front'
import { readTakings } from '../../site/read-takings'
import { FleetTable } from '../fleet/FleetTable'
import { sitesOf } from '../site/SiteProvider'
import type { SiteSettings } from '../site/site-times'
import { type PanelText, sayInPanel } from '../words/texts'
import { DayFigures } from './DayFigures'

interface OverviewProps {
  readonly payload: Payload
  readonly i18n: { readonly language: string }
  readonly user?: TypedUser
}

/** What an owner who looks once a day wants to know first: how the day goes, and whether every station is well. */
export async function Overview({ payload, user, i18n }: OverviewProps) {
  if (!user) return null
  const isOwner = identityOf(user)?.role === 'admin'
  const say = (text: PanelText) => sayInPanel(i18n.language, text)
  const sites = await sitesOf(payload, user)
  const now = Date.now()
  const days = await Promise.all(sites.slice(0, MOST_SITES).map((site) => dayOf(payload, user, site, now)))
  const { docs: stations } = await payload.find({
    collection: 'stations',
    overrideAccess: false,
    user,
    depth: 0,
    limit: 200,
    sort: 'name',
  })
  return (
    <div className="ax-overview">
      {!isOwner && (
        <Ways title={say('Your work')} ways={WAYS_OF_STAFF} say={say}>
          <p>{say('The site is set up here by its administrators. Cars, bays and the till are at the station.')}</p>
        </Ways>
      )}
      <section aria-labelledby="ax-today">
        <h2 id="ax-today">{say('Today')}</h2>
        {days.map((day) => (
          <DayFigures key={day.tenantId} {...day} named={days.length > 1} />
        ))}
      </section>
      <section aria-labelledby="ax-fleet">
        <h2 id="ax-fleet">{say('Stations')}</h2>
        {stations.length > 0 ? (
          <FleetTable stations={stations} version={getFront()?.version ?? null} drawn={now} />
        ) : (
          <NoStation isOwner={isOwner} say={say} />
        )}
      </section>
      {isOwner && <Ways title={say('Set up')} ways={WAYS_OF_OWNERS} say={say} />}
    </div>
  )
}

type Say = (text: PanelText) => string

function NoStation({ isOwner, say }: { readonly isOwner: boolean; readonly say: Say }) {
  if (!isOwner) return <p className="ax-quiet">{say('No station yet.')}</p>
  return (
    <p className="ax-quiet">
      {say('No station yet. A new machine is connected by six digits, made here:')}{' '}
      <a href="/setup">{say('Set up the site')}</a>
    </p>
  )
}

interface WaysProps {
  readonly title: string
  readonly ways: readonly (readonly [PanelText, string])[]
  readonly say: Say
  readonly children?: ReactNode
}

function Ways({ title, ways, say, children }: WaysProps) {
  return (
    <nav aria-labelledby="ax-ways">
      <h2 id="ax-ways">{title}</h2>
      {children}
      <ul className="ax-ways">
        {ways.map(([name, href]) => (
          <li key={href}>
            <a href={href}>{say(name)}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Where those who wash and take money go from here. */
const WAYS_OF_STAFF = [
  ['Station', '/station'],
  ['Dashboard', '/dashboard'],
  ['Help', '/help'],
] as const

/** Where an owner goes from here; all the rest is in the menu. */
const WAYS_OF_OWNERS = [
  ['Prices and steps', '/admin/collections/services'],
  ['Bays', '/admin/collections/bays'],
  ['Stations and their keys', '/admin/collections/stations'],
  ['People', '/admin/collections/users'],
  ['Site', '/admin/collections/tenants'],
  ['Station', '/station'],
  ['Dashboard', '/dashboard'],
  ['Help', '/help'],
] as const

/** More sites than this are for a report, not for a glance. */
const MOST_SITES = 6

async function dayOf(payload: Payload, user: TypedUser, site: SiteSettings, now: number) {
  const { tenantId, timeZone } = site
  const since = new Date(startOfSiteDay(now, timeZone)).toISOString()
  const count = async (where: Where) => {
    const ofSite: Where = { and: [{ tenant: { equals: tenantId } }, where] }
    return (await payload.count({ collection: 'orders', where: ofSite, overrideAccess: false, user })).totalDocs
  }
  const [{ amount }, orders, waiting, washing] = await Promise.all([
    readTakings({ payload, user, tenantId }, site, now),
    count({ createdAt: { greater_than_equal: since } }),
    count({ stage: { in: ['initiated', 'open'] } }),
    count({ stage: { equals: 'in_progress' } }),
  ])
  return { tenantId, orders, taken: amount, waiting, washing }
}
