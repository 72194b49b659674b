import type { IncomingMessage, ServerResponse } from 'node:http'
import { audienceOf } from '../../access/audiences'
import type { Identity } from '../../access/identity'
import { sees } from '../../access/visible-fields'
import { readPeople, readTeam } from '../../site/read-people'
import type { SyncContext } from './context'
import { Problem } from './problem'
import { sendJson } from './send-json'
import { channelFor } from './tenant'

/** Whose screens ask who stands at them: the staff's, the desks' and the bays'. */
export function requireTeamScreen(identity: Identity): void {
  const audience = audienceOf(identity)
  if (!sees(audience, 'event', 'actor') && audience !== 'bay')
    throw new Problem('forbidden', 'Names are for the staff, desks and bays of a site.')
}

/** `GET /api/v1/sync/people`: names of those who act at the site, by what the log calls them, and who works there. */
export async function getPeople(
  context: SyncContext,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const { identity } = await context.gate.admit(req)
  requireTeamScreen(identity)
  const { tenant } = await channelFor(context, identity, url.searchParams.get('tenantId'))
  // The events that a bay is told name nobody.
  const names = sees(audienceOf(identity), 'event', 'actor') ? await readPeople(context.payload, tenant) : {}
  const people = Object.entries(names).map(([actor, name]) => ({ actor, name }))
  const team = await readTeam(context.payload, tenant)
  await sendJson(req, res, JSON.stringify({ people, team }), { 'Cache-Control': 'no-store' })
}
