import { readTakings } from '../../../../site/read-takings'
import { signedIn } from '../../person/signed-in'
import { readStation } from '../../station/read-station'
import { readActivity } from '../read/read-events'
import { readSetUp } from '../read/read-set-up'
import { readSite } from '../read/read-site'
import { FURTHER_STEPS, isSetUp, NEEDED_STEPS } from '../read/set-up-steps'
import { Dashboard } from './dashboard'
import { FirstStepsList } from './first-steps-list'

export default async function DashboardPage() {
  const [person, picture, site] = await Promise.all([signedIn(), readStation(), readSite()])
  // The layout leads to the log-in.
  if (!person || !picture || !site) return null
  const [takings, activity, setUp] = await Promise.all([
    readTakings(person, site, picture.moment),
    readActivity(person, picture.snapshot.epoch),
    readSetUp(person),
  ])
  return (
    <Dashboard takings={takings} activity={activity}>
      {setUp && !isSetUp(setUp) && <FirstStepsList done={setUp.done} all={[...NEEDED_STEPS, ...FURTHER_STEPS]} />}
    </Dashboard>
  )
}
