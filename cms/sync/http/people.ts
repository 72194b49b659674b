import type { IncomingMessage, ServerResponse } from 'node:http'
import { audienceOf } from '../../access/audiences'
import { sees } from '../../access/visible-fields'
import { readPeople } from '../../site/read-people'
import type { SyncContext } from './context'
import { Problem } from './problem'
import { sendJson } from './send-json'
import { channelFor } from './tenant'

/** `GET /api/v1/sync/people`: names of those who act at the site, by what the log calls them. */
export async function getPeople(
  context: SyncContext,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const { identity } = await context.gate.admit(req)
  // Whose screens say who did something: the events of the others do not name anybody.
  if (!sees(audienceOf(identity), 'event', 'actor'))
    throw new Problem('forbidden', 'Names are for the staff and desks of a site.')
  const { tenant } = await channelFor(context, identity, url.searchParams.get('tenantId'))
  const people = Object.entries(await readPeople(context.payload, tenant)).map(([actor, name]) => ({ actor, name }))
  await sendJson(req, res, JSON.stringify({ people }), { 'Cache-Control': 'no-store' })
}
