import config from '@payload-config'
import { headers } from 'next/headers'
import { getPayload } from 'payload'
import { DEFAULT_TENANT } from '@/lib/domain/site'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { mayReadDay } from '../../../../../access/books'
import { identityOf } from '../../../../../access/identity'
import { siteOf } from '../../../../../commands/site'
import { readDay } from '../../../../../site/read-day'
import { readPeople } from '../../../../../site/read-people'
import { keptSettings } from '../../../person/kept-settings'
import { askedDay, dateOf } from '../asked-day'
import { dayTable } from './day-table'

export const dynamic = 'force-dynamic'

const FRESH = { 'Cache-Control': 'no-store' }

/** A day's ledger as a table (CSV), record by record: for people in a browser, and for a desk with its key. */
export async function GET(request: Request): Promise<Response> {
  const payload = await getPayload({ config })
  const { user } = await payload.auth({ headers: await headers() })
  const who = identityOf(user)
  if (!user || !who) return refuse(401, 'unauthorized', 'Sign in to read the day.')
  const tenantId = who.tenant ?? DEFAULT_TENANT
  if (!mayReadDay(user, tenantId)) return refuse(403, 'forbidden', 'The day is for the staff and desks of a site.')
  const [{ currency, timezone: timeZone }, people, { language }] = await Promise.all([
    siteOf({ payload }, tenantId),
    readPeople(payload, tenantId),
    keptSettings(),
  ])
  const day = askedDay(new URL(request.url).searchParams.get('date'), timeZone, Date.now())
  const read = await readDay({ payload, user, tenantId }, { day, currency, timeZone })
  const { t } = makeTranslator(language)
  return new Response(dayTable(read, { timeZone, people, t }), {
    headers: {
      ...FRESH,
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="day-${dateOf(day)}.csv"`,
    },
  })
}

const refuse = (status: number, code: string, message: string) =>
  Response.json({ error: { code, message } }, { status, headers: FRESH })
