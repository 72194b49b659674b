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
import { readWork } from '../../../../../site/read-work'
import { keptSettings } from '../../../person/kept-settings'
import { openedSite } from '../../../person/opened-site'
import { askedDay, askedSpan, dateOf, daysOf } from '../asked-day'
import type { InWords } from './columns'
import { dayTable } from './day-table'
import { calledOffTable, discountTable, openTable } from './order-tables'
import { workTable } from './work-table'

export const dynamic = 'force-dynamic'

/** What there are tables of, by `of`; the ledger where it names nothing. */
const DAY_TABLES = { day: dayTable, discounts: discountTable, 'called-off': calledOffTable, open: openTable } as const
const TABLES = ['work', ...(Object.keys(DAY_TABLES) as (keyof typeof DAY_TABLES)[])] as const
const ofSchema = z.enum(TABLES).default('day')

const FRESH = { 'Cache-Control': 'no-store' }

/**
 * A part of a day, or of its week or month (`span`), as a table (CSV), for people in a browser, and for a desk with its key: its ledger, record by record, who
 * washed (`of=work`), what was taken off (`of=discounts`), what was called off (`of=called-off`) or is still open (`of=open`).
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
  const table =
    of === 'work'
      ? workTable(await readWork(asking, { ...days, timeZone }), words)
      : DAY_TABLES[of](await readDay(asking, { ...days, currency, timeZone }), words)
  const named = [...new Set([days.day, days.until])].map(dateOf).join('-to-')
  return new Response(table, {
    headers: {
      ...FRESH,
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${of}-${named}.csv"`,
    },
  })
}

const refuse = (status: number, code: string, message: string) =>
  Response.json({ error: { code, message } }, { status, headers: FRESH })
