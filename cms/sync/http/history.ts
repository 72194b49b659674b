import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { HISTORY_EVENTS } from '@/lib/domain/past-orders'
import { orderIDSchema } from '@/lib/domain/values'
import { LoggedEvent } from '../hub/logged-event'
import type { LogRow } from '../log/read'
import type { SyncContext } from './context'
import { lookingUpAs } from './look-up'
import { Problem } from './problem'
import { sendJson } from './send-json'
import { channelFor } from './tenant'

const querySchema = z.object({ orderID: orderIDSchema })

/** `GET /api/v1/sync/history`: what the log still has of one order, for those who may look orders up. */
export async function getHistory(
  context: SyncContext,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const { identity } = await context.gate.admit(req)
  const audience = lookingUpAs(identity)
  await context.gate.admitToSearch(identity)
  const { tenant, epoch } = await channelFor(context, identity, url.searchParams.get('tenantId'))
  const parsed = querySchema.safeParse({ orderID: url.searchParams.get('orderID') ?? undefined })
  if (!parsed.success) throw new Problem('bad_parameter', 'Give the number of an order.', { field: 'orderID' })
  const { orderID } = parsed.data
  const { docs } = await context.payload.db.find<LogRow>({
    collection: 'sync-events',
    where: { and: [{ tenant: { equals: tenant } }, { orderID: { equals: orderID } }] },
    sort: '-seq',
    pagination: false,
    limit: HISTORY_EVENTS,
  })
  // The events are serialised already.
  const events = docs.toReversed().flatMap((row) => {
    return new LoggedEvent(epoch, tenant, row).json(audience, 'stage_change') ?? []
  })
  await sendJson(req, res, `{"events":[${events.join(',')}]}`, { 'Cache-Control': 'no-store' })
}
