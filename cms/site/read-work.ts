import { Forbidden, type Where } from 'payload'
import { type WorkReport, workSums } from '@/lib/domain/rules/job-work'
import { daysUntil, siteDaySpan } from '@/lib/domain/rules/site-day'
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
  const { add, report } = workSums()
  await consistentView(payload, async (req) => {
    for (const each of daysUntil(day, until)) {
      const { from, to } = siteDaySpan(each, timeZone)
      const span = { greater_than_equal: new Date(from).toISOString(), less_than: new Date(to).toISOString() }
      const where: Where = {
        and: [{ tenant: { equals: tenantId } }, { finishedAt: span }, { status: { equals: 'completed' } }],
      }
      const asked = { collection: 'jobs', where, sort: ['finishedAt', 'id'] } as const
      await readAll(req, asked, (row: JobRow) => add({ job: jobDocument(row), endedBy: row.endedBy ?? [] }))
    }
  })
  return report()
}
