import config from '@payload-config'
import { headers } from 'next/headers'
import { getPayload } from 'payload'
import { accountOf } from '../../../../access/account-of'
import { identityOf } from '../../../../access/identity'
import { mayRead } from '../../../../access/scope'
import { auditTable } from '../../../../audit/table'
import { siteOf } from '../../../../commands/site'
import { readPeople } from '../../../../site/read-people'
import { csvFile, refuse } from '../../csv-answer'
import { keptSettings } from '../../person/kept-settings'
import { openedSite } from '../../person/opened-site'

export const dynamic = 'force-dynamic'

/** The audit trail as a table (CSV), for those who read it in the panel and as much of it, in the person's language. */
export async function GET(): Promise<Response> {
  const payload = await getPayload({ config })
  const user = await accountOf(payload, await headers())
  const who = identityOf(user)
  if (!user || !who) return refuse(401, 'unauthorized', 'Sign in to read the audit trail.')
  const tenantId = await openedSite(payload, who)
  if (!mayRead('audit', user, tenantId))
    return refuse(403, 'forbidden', 'The audit trail is for the administrators of a site.')
  const [{ timezone: timeZone }, people, { language }] = await Promise.all([
    siteOf({ payload }, tenantId),
    readPeople(payload, who.tenant),
    keptSettings(),
  ])
  return csvFile('audit-trail', auditTable({ payload, user, timeZone, people, language }))
}
