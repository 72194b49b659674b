import type { IncomingMessage, ServerResponse } from 'node:http'
import { pinTrySchema } from '@/lib/domain/team'
import { checkPin } from '../../access/person-pins'
import { shownPinCookie } from '../../access/shown-pins'
import { readJsonBody } from './body'
import type { SyncContext } from './context'
import { requireTeamScreen } from './people'
import { Problem } from './problem'
import { sendJson } from './send-json'
import { channelFor } from './tenant'

/** `POST /api/v1/sync/pin`: whether somebody of the team is who they say. */
export async function postPin(
  context: SyncContext,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const { identity, account, session } = await context.gate.admit(req)
  requireTeamScreen(identity)
  const { tenant } = await channelFor(context, identity, url.searchParams.get('tenantId'))
  const parsed = pinTrySchema.safeParse(await readJsonBody(req))
  // What was typed is not said again.
  if (!parsed.success) throw new Problem('bad_body', 'Send a personId and a pin of four to six digits.')
  const { personId, pin, purpose } = parsed.data
  const answer = await checkPin(context.payload, { tenant, personId, pin, account })
  switch (answer.kind) {
    case 'right': {
      const { pinSetAt } = answer
      if (session) {
        const kept = { session, at: Date.now(), secret: context.payload.secret }
        res.setHeader('Set-Cookie', shownPinCookie(purpose, { tenant, personId, pinSetAt }, kept))
      }
      return sendJson(req, res, JSON.stringify({ personId, pinSetAt }), { 'Cache-Control': 'no-store' })
    }
    case 'nobody':
      throw new Problem('not_found', 'Nobody of that name works here, or they have no PIN.', { field: 'personId' })
    case 'wrong':
      throw new Problem('wrong_pin', 'That is not the PIN. Try again.')
    case 'wait':
      throw new Problem('rate_limited', `Too many wrong tries. Wait ${answer.seconds} s, then try again.`, {
        retryAfter: answer.seconds,
      })
    case 'busy':
      throw new Problem(
        'busy',
        'This PIN could not be compared just now, and does not count as wrong. Try it again shortly.',
        {
          retryAfter: answer.seconds,
        },
      )
  }
}
