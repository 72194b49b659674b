import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { readTakings } from '../../../../site/read-takings'
import { pageTitle } from '../../person/page-title'
import { signedIn } from '../../person/signed-in'
import { readStation } from '../../station/read-station'
import { readActivity } from '../read/read-events'
import { FIRST_STEPS, readFirstSteps } from '../read/read-first-steps'
import { readSite } from '../read/read-site'
import { Dashboard } from './dashboard'
import { FIRST_STEPS_COOKIE } from './first-steps-kept'
import { FirstStepsList } from './first-steps-list'

export const generateMetadata = (): Promise<Metadata> => pageTitle('live.page.dashboard')

export default async function DashboardPage() {
  const [person, picture, site] = await Promise.all([signedIn(), readStation(), readSite()])
  // The layout leads to the log-in.
  if (!person || !picture || !site) return null
  const hidden = (await cookies()).has(FIRST_STEPS_COOKIE)
  const [takings, activity, steps] = await Promise.all([
    readTakings(person, site, picture.moment),
    readActivity(person, picture.snapshot.epoch),
    hidden ? null : readFirstSteps(person),
  ])
  const open = steps && steps.done.length < FIRST_STEPS.length
  return (
    <Dashboard takings={takings} activity={activity}>
      {open && <FirstStepsList steps={steps} all={FIRST_STEPS} />}
    </Dashboard>
  )
}
