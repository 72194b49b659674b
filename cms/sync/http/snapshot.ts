import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Payload, PayloadRequest, Where } from 'payload'
import { formatEventId, slugSchema } from '@/lib/sync/protocol/identity'
import type { Identity } from '../../access/identity'
import { consistentView } from '../../database'
import { bayDocument, jobDocument, orderDocument, queueDocument } from '../../documents'
import { redactOrder } from '../hub/redact'
import { readHead } from '../log/heads'
import type { SyncContext } from './context'
import { Problem } from './problem'
import { sendJson } from './send-json'
import { channelFor } from './tenant'

/** How long what is over stays in the snapshot: long enough for today's receipts, short enough to stay small. */
const FINISHED_FOR_MS = 24 * 60 * 60 * 1000

/** `GET /api/v1/sync/snapshot`: one moment of the site, with the cursor to go on from. */
export async function getSnapshot(
  context: SyncContext,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const { identity } = await context.gate.admit(req)
  const asked = url.searchParams.get('tenantId')
  if (asked !== null && !slugSchema.safeParse(asked).success) {
    throw new Problem('bad_parameter', 'tenantId: not the name of a site', { field: 'tenantId' })
  }
  const channel = await channelFor(context, identity, asked)
  const snapshot = await readSnapshot(context.payload, channel.tenant, identity, Date.now())
  await sendJson(req, res, JSON.stringify(snapshot))
}

/**
 * Reads a tenant's snapshot in one consistent view of the database: orders and jobs under way or over for less than 24
 * hours, all queues and bays. A customer gets the own orders alone, without what is for staff.
 */
export async function readSnapshot(payload: Payload, tenant: string, who: Identity, now: number) {
  const since = new Date(now - FINISHED_FOR_MS).toISOString()
  const ofTenant: Where = { tenant: { equals: tenant } }
  const customer = who.role === 'customer'
  return consistentView(payload, async (req) => {
    const head = await readHead(payload.db, tenant, req)
    if (!head) throw new Problem('not_found', `There is no site "${tenant}".`, { field: 'tenantId' })
    const all = reader(payload, req)
    const active: Where = {
      or: [{ stage: { not_in: ['completed', 'cancelled'] } }, { changedAt: { greater_than: since } }],
    }
    const own: Where[] = customer ? [{ customer: { equals: who.customer ?? 0 } }] : []
    const orders = await all('orders', { and: [ofTenant, active, ...own] }, orderDocument)
    const queues = customer ? [] : await all('queues', ofTenant, queueDocument)
    const bays = customer ? [] : await all('bays', ofTenant, bayDocument)
    const running: Where = {
      or: [{ status: { not_in: ['completed', 'cancelled'] } }, { changedAt: { greater_than: since } }],
    }
    const jobs = customer ? [] : await all('jobs', { and: [ofTenant, running] }, jobDocument)
    return {
      epoch: head.epoch,
      head: head.head,
      lastEventId: formatEventId({ epoch: head.epoch, seq: head.head }),
      orders: customer ? orders.map(redactOrder) : orders,
      queues,
      bays,
      jobs,
    }
  })
}

function reader(payload: Payload, req: Partial<PayloadRequest>) {
  return async <Row, Document>(
    collection: 'orders' | 'queues' | 'bays' | 'jobs',
    where: Where,
    document: (row: Row) => Document,
  ): Promise<Document[]> => {
    const { docs } = await payload.db.find({ collection, where, pagination: false, limit: 0, sort: 'id', req })
    return (docs as unknown as Row[]).map(document)
  }
}
