import { siteDay } from '@/lib/domain/rules/site-day'
import { readDay } from '../../../../site/read-day'
import { readShiftsOfDay } from '../../../../site/read-shift'
import { readWork } from '../../../../site/read-work'
import { signedIn } from '../../person/signed-in'
import { readSite } from '../read/read-site'
import { askedDay, askedSpan, daysOf } from './asked-day'
import { Day } from './day'

interface DayPageProps {
  readonly searchParams: Promise<{ readonly date?: string | string[]; readonly span?: string | string[] }>
}

export default async function DayPage({ searchParams }: DayPageProps) {
  const [person, site, { date, span: asked }] = await Promise.all([signedIn(), readSite(), searchParams])
  // The layout leads to the log-in.
  if (!person || !site) return null
  const now = Date.now()
  const day = askedDay(date, site.timeZone, now)
  const span = askedSpan(asked)
  const days = { ...site, ...daysOf(day, span) }
  const [{ report }, shifts, work] = await Promise.all([
    readDay(person, days),
    readShiftsOfDay(person, days),
    readWork(person, days),
  ])
  const today = siteDay(new Date(now), site.timeZone)
  return <Day asked={{ day, span }} report={report} shifts={shifts} work={work} today={today} />
}
