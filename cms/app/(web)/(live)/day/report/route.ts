import config from '@payload-config'
import { headers } from 'next/headers'
import { getPayload } from 'payload'
import { z } from 'zod'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { accountOf } from '../../../../../access/account-of'
import { mayReadDay } from '../../../../../access/books'
import { identityOf } from '../../../../../access/identity'
import { siteOf } from '../../../../../commands/site'
import { readDay } from '../../../../../site/read-day'
import { readNames } from '../../../../../site/read-names'
import { readPeople } from '../../../../../site/read-people'
import { readShift, readShiftsWithReports } from '../../../../../site/read-shift'
import { readWork } from '../../../../../site/read-work'
import { csvFile, refuse } from '../../../csv-answer'
import { keptSettings } from '../../../person/kept-settings'
import { openedSite } from '../../../person/opened-site'
import { askedDay, askedSpan, dateOf, daysOf } from '../asked-day'
import type { InWords } from './columns'
import { dayTable } from './day-table'
import { calledOffTable, discountTable, openTable } from './order-tables'
import { shiftTable } from './shift-table'
import { taxTable } from './tax-table'
import { workTable } from './work-table'

export const dynamic = 'force-dynamic'

/** What there are tables of, by `of`; the ledger where it names nothing. */
const DAY_TABLES = {
  day: dayTable,
  tax: taxTable,
  discounts: discountTable,
  'called-off': calledOffTable,
  open: openTable,
} as const
const TABLES = ['work', 'shifts', ...(Object.keys(DAY_TABLES) as (keyof typeof DAY_TABLES)[])] as const
const ofSchema = z.enum(TABLES).default('day')

const shiftNumberSchema = z.coerce.number().int().positive().optional()

/**
 * A part of a day, or of its week or month (`span`), as a table (CSV), for people in a browser, and for a desk with its key: its ledger, record by record, who
 * washed (`of=work`), its tax by rate (`of=tax`), what was taken off (`of=discounts`), what was called off (`of=called-off`) or is still open (`of=open`), the
 * shifts of its till (`of=shifts`), or one of them whatever day it was (`&number=3`).
 */
export async function GET(request: Request): Promise<Response> {
  const payload = await getPayload({ config })
  const user = await accountOf(payload, await headers())
  const who = identityOf(user)
  if (!user || !who) return refuse(401, 'unauthorized', 'Sign in to read the day.')
  const tenantId = await openedSite(payload, who)
  if (!mayReadDay(user, tenantId)) return refuse(403, 'forbidden', 'The day is for the staff and desks of a site.')
  const asked = new URL(request.url).searchParams
  const { data: of, success } = ofSchema.safeParse(asked.get('of') ?? undefined)
  if (!success) return refuse(400, 'unknown_table', `There are tables of ${TABLES.join(', ')}.`)
  const [{ currency, timezone: timeZone }, people, names, { language }] = await Promise.all([
    siteOf({ payload }, tenantId),
    readPeople(payload, tenantId),
    readNames(payload, tenantId),
    keptSettings(),
  ])
  const days = daysOf(askedDay(asked.get('date'), timeZone, Date.now()), askedSpan(asked.get('span')))
  const asking = { payload, user, tenantId }
  const words: InWords = { timeZone, people, t: makeTranslator(language, [], names).t }
  const spanned = `${of}-${[...new Set([days.day, days.until])].map(dateOf).join('-to-')}`
  if (of === 'work') return csvFile(spanned, workTable(await readWork(asking, { ...days, timeZone }), words))
  if (of !== 'shifts')
    return csvFile(spanned, DAY_TABLES[of](await readDay(asking, { ...days, currency, timeZone }), words))
  const number = shiftNumberSchema.safeParse(asked.get('number') ?? undefined)
  if (!number.success) return refuse(400, 'bad_number', 'A shift is named by its number.')
  if (number.data === undefined)
    return csvFile(spanned, shiftTable(await readShiftsWithReports(asking, { ...days, timeZone }), words))
  const shift = await readShift(asking, number.data)
  return shift
    ? csvFile(`shift-${number.data}`, shiftTable([shift], words))
    : refuse(404, 'not_found', 'There is no such shift.')
}
