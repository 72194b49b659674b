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
import { readWork } from '../../../../../site/read-work'
import { keptSettings } from '../../../person/kept-settings'
import { askedDay, dateOf } from '../asked-day'
import { dayTable } from './day-table'
import { discountTable } from './discount-table'
import { workTable } from './work-table'

export const dynamic = 'force-dynamic'

const NAMES: Readonly<Record<string, string>> = { work: 'washed', discounts: 'discounts' }

const FRESH = { 'Cache-Control': 'no-store' }

/** A day as a table (CSV): its ledger, record by record, or with `of=work` who washed, with `of=discounts` what was taken off; for people in a browser, and for a desk with its key. */
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
  const asked = new URL(request.url).searchParams
  const day = askedDay(asked.get('date'), timeZone, Date.now())
  const asking = { payload, user, tenantId }
  const { t } = makeTranslator(language)
  const of = asked.get('of') ?? ''
  const read = () => readDay(asking, { day, currency, timeZone })
  const table =
    of === 'work'
      ? workTable(await readWork(asking, { day, timeZone }), people, t)
      : of === 'discounts'
        ? discountTable(await read(), people, t)
        : dayTable(await read(), { timeZone, people, t })
  return new Response(table, {
    headers: {
      ...FRESH,
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${NAMES[of] ?? 'day'}-${dateOf(day)}.csv"`,
    },
  })
}

const refuse = (status: number, code: string, message: string) =>
  Response.json({ error: { code, message } }, { status, headers: FRESH })
