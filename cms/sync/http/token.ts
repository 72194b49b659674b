import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Where } from 'payload'
import type { z } from 'zod'
import { READ_AUDIENCES } from '@/lib/domain/roles'
import { type tokenAnswerSchema, tokenRequestSchema } from '@/lib/sync/car-wash/wire'
import { audienceOf } from '../../access/audiences'
import { type Identity, relationId } from '../../access/identity'
import { keyMark, type ReadClaims, sealToken } from '../../access/read-token'
import { mayLetRead, readMaker } from '../../access/token-reader'
import { readJsonBody } from './body'
import type { SyncContext } from './context'
import { Problem } from './problem'
import { sendJson } from './send-json'
import { channelFor } from './tenant'

type Asked = z.infer<typeof tokenRequestSchema>

/**
 * `POST /api/v1/sync/token`: a token that reads one site's log for some minutes, for a page that cannot sign in here itself.
 * It reads no more than who asks for it, and only as long as they may.
 */
export async function postToken(
  context: SyncContext,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const { identity, session } = await context.gate.admit(req)
  const parsed = tokenRequestSchema.safeParse(await readJsonBody(req))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const field = issue?.path.join('.')
    throw new Problem('bad_body', `${field || 'body'}: ${issue?.message ?? 'not understood'}`, {
      field: field || undefined,
    })
  }
  const asked = parsed.data
  const { tenant } = await channelFor(context, identity, url.searchParams.get('tenantId'))
  await context.gate.admitToToken(identity)
  const own = audienceOf(identity)
  const audience = asked.audience ?? READ_AUDIENCES.find((known) => known === own)
  if (!audience || !mayLetRead(identity, audience)) {
    throw new Problem('forbidden', `What a ${audience} reads is more than you do.`, { field: 'audience' })
  }
  const expires = Math.min(Date.now() + asked.minutes * 60_000, session?.expires ?? Number.POSITIVE_INFINITY)
  const { secret } = context.payload
  const token = sealToken(
    {
      tenant,
      audience,
      customer: audience === 'customer' ? await customerOf(context, identity, tenant, asked) : null,
      bounds: { orderID: asked.orderID ?? null, bayId: asked.bayId ?? null, eventTypes: typesOf(asked) },
      expires,
      maker: {
        collection: `${identity.kind}s`,
        id: identity.id,
        session: session?.name.slice('session:'.length) ?? null,
        key: session ? null : await keyOf(context, identity),
      },
    } satisfies Omit<ReadClaims, 'id'>,
    secret,
  )
  const answer: z.infer<typeof tokenAnswerSchema> = {
    token,
    expiresAt: new Date(expires).toISOString(),
    tenantId: tenant,
    audience,
  }
  await sendJson(req, res, JSON.stringify(answer), { 'Cache-Control': 'no-store' })
}

/** Each once: however often it was said, no token is too long to be sent. */
const typesOf = ({ eventTypes }: Asked) => (eventTypes ? [...new Set(eventTypes)].sort() : null)

async function keyOf({ payload }: SyncContext, { kind, id }: Identity): Promise<string | null> {
  const row = await readMaker(payload, `${kind}s`, id)
  return row?.apiKeyIndex ? keyMark(row.apiKeyIndex, payload.secret) : null
}

/** A customer reads the own orders; staff let a customer read the one order it is about. */
async function customerOf(context: SyncContext, who: Identity, tenant: string, asked: Asked): Promise<string | null> {
  if (asked.bayId) throw new Problem('bad_body', 'bayId: bays are for staff.', { field: 'bayId' })
  if (who.role === 'customer') return who.customer
  if (!asked.orderID) {
    throw new Problem('bad_body', 'orderID: for a customer, say which order the page is about.', { field: 'orderID' })
  }
  const where: Where = { and: [{ tenant: { equals: tenant } }, { orderID: { equals: asked.orderID } }] }
  const order = await context.payload.db.findOne<{ id: number; customer?: unknown }>({ collection: 'orders', where })
  const customer = relationId(order?.customer)
  if (!customer) {
    throw new Problem('not_found', `No customer has an order ${asked.orderID}.`, { field: 'orderID' })
  }
  return customer
}
