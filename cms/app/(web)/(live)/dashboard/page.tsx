import type { Metadata } from 'next'
import { readTakings } from '../../../../rules/read-takings'
import { signedIn } from '../../person/signed-in'
import { readStation } from '../../station/read-station'
import { pageTitle } from '../read/page-title'
import { readActivity } from '../read/read-events'
import { readSite } from '../read/read-site'
import { Dashboard } from './dashboard'

export const generateMetadata = (): Promise<Metadata> => pageTitle('dashboard')

export default async function DashboardPage() {
  const [person, picture, site] = await Promise.all([signedIn(), readStation(), readSite()])
  // The layout leads to the log-in.
  if (!person || !picture || !site) return null
  const [takings, activity] = await Promise.all([
    readTakings(person, site, picture.moment),
    readActivity(person, picture.snapshot.epoch),
  ])
  return <Dashboard takings={takings} activity={activity} />
}
