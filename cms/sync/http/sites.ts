import type { IncomingMessage, ServerResponse } from 'node:http'
import { sitesSeenBy } from '../../access/sites-seen'
import { SitesStream } from '../sites/sites-stream'
import type { SyncContext } from './context'
import { Problem, shuttingDown } from './problem'
import { sendJson } from './send-json'
import { beginStream, wantsStream } from './sse'

/** Open pages of all sites that one account may have. */
const MOST_STREAMS = 20
const RETRY_SECONDS = 30

/**
 * `GET /api/v1/sync/sites`: the figures of the sites that the account sees, as a stream or once. They are a state, not a log: a
 * stream begins with all of them, and has no cursor to go on from.
 */
export async function getSites(context: SyncContext, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const signedIn = await context.gate.admit(req)
  const { user, identity, session } = signedIn
  const seen = sitesSeenBy(user)
  if (!seen) throw new Problem('forbidden', 'The sites are for the people who run them, by a sign-in of their own.')
  // Read for each who asks, as a snapshot is.
  await context.gate.admitToSnapshot(signedIn)
  if (!wantsStream(req)) {
    await sendJson(req, res, JSON.stringify(await context.sites.picture(seen)), { 'Cache-Control': 'no-store' })
    return
  }
  await context.sites.follow(seen, () => {
    if (res.destroyed || res.socket?.destroyed) return null
    // Begun while this stream was being opened: nobody would end it.
    if (context.stopping) throw shuttingDown()
    if (!signedIn.current()) {
      // The account changed meanwhile, so it was not cut with the others: it has to ask again too.
      res.destroy()
      return null
    }
    const most = context.front.environment.streamsPerAccount ?? MOST_STREAMS
    if (context.sites.streamsOf(identity.actor) >= most) {
      throw new Problem('rate_limited', `This account has ${most} streams open, and may not open more.`, {
        retryAfter: RETRY_SECONDS,
      })
    }
    const gzip = beginStream(req, res)
    const stream = new SitesStream(context.sites, { res, gzip, actor: identity.actor, session })
    res.on('close', () => stream.close())
    return stream
  })
}
