import { readTakings } from '../../../../../site/read-takings'
import { signedIn } from '../../../person/signed-in'
import { readSite } from '../../read/read-site'

export const dynamic = 'force-dynamic'

const FRESH = { 'Cache-Control': 'no-store' }

/** Today's takings for the dashboard that is already open. */
export async function GET(): Promise<Response> {
  const [person, site] = await Promise.all([signedIn(), readSite()])
  if (!person || !site) {
    const error = { code: 'unauthorized', message: 'Sign in to read the takings.' }
    return Response.json({ error }, { status: 401, headers: FRESH })
  }
  return Response.json(await readTakings(person, site, Date.now()), { headers: FRESH })
}
