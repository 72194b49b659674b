import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { withoutUnseen } from '@/lib/domain/unseen-characters'
import { MOST_ROW_ID } from '../../documents/row'
import { findOrders } from '../../site/find-orders'
import type { SyncContext } from './context'
import { lookingUpAs } from './look-up'
import { Problem } from './problem'
import { sendJson } from './send-json'
import { channelFor } from './tenant'

/** What nobody sees stands in no order, and PostgreSQL does not look for a text that has a NUL in it. */
const searched = z.string().overwrite(withoutUnseen).trim()

/** The parameters of `GET orders`. */
export const ORDER_PARAMETERS = {
  plate: searched.min(1).max(32).optional(),
  text: searched.min(2).max(64).optional(),
  before: z.coerce.number<number>().int().min(1).max(MOST_ROW_ID).optional(),
} as const

const querySchema = z.object(ORDER_PARAMETERS)

/** `GET /api/v1/sync/orders`: orders of all time by their car, or by what stands in plate, number, telephone or name. */
export async function getOrders(
  context: SyncContext,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const { identity } = await context.gate.admit(req)
  const audience = lookingUpAs(identity)
  await context.gate.admitToSearch(identity)
  const { tenant } = await channelFor(context, identity, url.searchParams.get('tenantId'))
  const given = Object.keys(ORDER_PARAMETERS).flatMap((name) => {
    const value = url.searchParams.get(name)
    return value === null ? [] : [[name, value]]
  })
  const parsed = querySchema.safeParse(Object.fromEntries(given))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const field = String(issue?.path[0] ?? '')
    throw new Problem('bad_parameter', `${field}: ${issue?.message ?? 'not understood'}`, { field })
  }
  const { plate = null, text = '', before = null } = parsed.data
  if (plate === null && text === '') throw new Problem('bad_parameter', 'Give a plate or a text.', { field: 'text' })
  const looking = plate === null ? await context.gate.admitToLookThrough(identity) : null
  const { past, looked } = await findOrders(context.payload, tenant, audience, { plate, text, before })
  await looking?.ended(looked)
  await sendJson(req, res, JSON.stringify(past), { 'Cache-Control': 'no-store' })
}
