import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseCookies } from 'payload'
import { commandRequestSchema } from '@/lib/sync/car-wash/wire'
import { shownPins } from '../../access/shown-pins'
import { executeCommands, NotAnActorError } from '../../commands'
import { readJsonBody } from './body'
import type { SyncContext } from './context'
import { Problem } from './problem'
import { sendJson } from './send-json'

/** `POST /api/v1/sync/commands`: one result per command, in order. */
export async function postCommands(
  context: SyncContext,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const { user, identity, session } = await context.gate.admit(req)
  const account = url.searchParams.get('account')
  // A browser's tabs share one session: after another sign-in, an older tab would act in the new person's name.
  if (account !== null && account !== identity.actor) {
    throw new Problem('forbidden', 'These commands are another account’s; sign in as it to send them.', {
      field: 'account',
    })
  }
  const parsed = commandRequestSchema.safeParse(await readJsonBody(req))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = issue?.path.join('.')
    throw new Problem('bad_body', `${field || 'body'}: ${issue?.message ?? 'not understood'}`, {
      field: field || undefined,
    })
  }
  try {
    const results = await executeCommands(context.payload, user, parsed.data.commands, {
      ...('sentAt' in parsed.data ? { sentAt: parsed.data.sentAt as string } : {}),
      tenantId: url.searchParams.get('tenantId') ?? undefined,
      shown: shownPins(parseCookies(new Headers({ cookie: req.headers.cookie ?? '' })), {
        session,
        secret: context.payload.secret,
        now: Date.now(),
      }),
      maxAgeMs: context.front.environment.actionHours * 3_600_000,
    })
    await sendJson(req, res, JSON.stringify({ results }))
  } catch (error) {
    if (error instanceof NotAnActorError) throw new Problem('forbidden', error.message)
    throw error
  }
}
