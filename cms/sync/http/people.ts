import type { IncomingMessage, ServerResponse } from 'node:http'
import { readPeople } from '../../rules/read-people'
import type { SyncContext } from './context'
import { Problem } from './problem'
import { sendJson } from './send-json'
import { channelFor } from './tenant'

/** Whose screens say who did something. */
const READERS: readonly string[] = ['admin', 'staff', 'cashier']

/** `GET /api/v1/sync/people`: names of those who act at the site, by what the log calls them. */
export async function getPeople(
  context: SyncContext,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const { identity } = await context.gate.admit(req)
  if (!READERS.includes(identity.role)) throw new Problem('forbidden', 'Names are for the staff and desks of a site.')
  const { tenant } = await channelFor(context, identity, url.searchParams.get('tenantId'))
  const people = Object.entries(await readPeople(context.payload, tenant)).map(([actor, name]) => ({ actor, name }))
  await sendJson(req, res, JSON.stringify({ people }), { 'Cache-Control': 'no-store' })
}
