import { Forbidden, type Where } from 'payload'
import { reportWork, type WorkReport } from '@/lib/domain/rules/job-work'
import { siteDaysSpan } from '@/lib/domain/rules/site-day'
import { mayReadDay } from '../access/books'
import { consistentView } from '../database'
import { jobDocument } from '../documents'
import type { JobRow } from '../documents/job'
import { readAll } from './read-all'
import type { AskingDay, DaysAsked } from './read-day'

/** What the bays finished on a day of the site, or several, by who worked on it; jobs are kept, so any day can be read again. */
export async function readWork(
  { payload, user, tenantId }: AskingDay,
  { day, until = day, timeZone }: DaysAsked & { readonly timeZone: string },
): Promise<WorkReport> {
  if (!mayReadDay(user, tenantId)) throw new Forbidden()
  const { from, to } = siteDaysSpan(day, until, timeZone)
  const span = { greater_than_equal: new Date(from).toISOString(), less_than: new Date(to).toISOString() }
  const where: Where = {
    and: [{ tenant: { equals: tenantId } }, { finishedAt: span }, { status: { equals: 'completed' } }],
  }
  const asked = { collection: 'jobs', where, sort: ['finishedAt', 'id'] } as const
  const work = (row: JobRow) => ({ job: jobDocument(row), endedBy: row.endedBy ?? [] })
  return reportWork(await consistentView(payload, (req) => readAll(req, asked, work)))
}
