import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Payload, PayloadRequest, Where } from 'payload'
import { slugSchema } from '@/lib/domain/values'
import { formatEventId } from '@/lib/sync/protocol/cursor'
import { type Audience, audienceKey, audienceOf } from '../../access/audiences'
import type { Identity } from '../../access/identity'
import type { ReadBounds } from '../../access/read-token'
import { type DocumentKind, visiblePaths } from '../../access/visible-fields'
import { consistentView } from '../../database'
import { bayDocument, concernDocument, jobDocument, orderDocument, queueDocument, shiftDocument } from '../../documents'
import { reduceDocuments } from '../hub/redact'
import { shownEpoch } from '../hub/shown-epoch'
import { readHead } from '../log/heads'
import { documentsWithin, isBound } from './bounds'
import type { SyncContext } from './context'
import { Problem } from './problem'
import { sendBytes } from './send-json'
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
  const signedIn = await context.gate.admitReader(req)
  const { identity, bounds } = signedIn
  await context.gate.admitToSnapshot(signedIn)
  const asked = url.searchParams.get('tenantId')
  if (asked !== null && !slugSchema.safeParse(asked).success) {
    throw new Problem('bad_parameter', 'tenantId: not the name of a site', { field: 'tenantId' })
  }
  const channel = await channelFor(context, identity, asked)
  const { tenant, head } = channel
  const place = { epoch: shownEpoch(audienceOf(identity), channel.epoch), head }
  const key = [tenant, audienceKey(identity), ...(bounds && isBound(bounds) ? [JSON.stringify(bounds)] : [])].join(' ')
  const snapshot = await context.snapshots.take(key, place, () => {
    context.metrics.snapshots.inc()
    return readSnapshot(context.payload, tenant, identity, Date.now(), bounds)
  })
  const headers = { ETag: snapshot.etag }
  if (req.headers['if-none-match'] === snapshot.etag) {
    res.writeHead(304, { ...headers, 'Cache-Control': 'no-cache, no-transform' })
    res.end()
    return
  }
  await sendBytes(req, res, { plain: snapshot.plain, gzip: () => snapshot.gzipped() }, headers)
}

/**
 * Reads a tenant's snapshot in one consistent view of the database: orders and jobs under way or over for less than 24
 * hours, orders that hold money to be given back, all queues and bays, what the desk has to decide on, each as `who` may see it. A customer gets the own orders alone, a reader with a token what that lets read.
 */
export async function readSnapshot(
  payload: Payload,
  tenant: string,
  who: Identity,
  now: number,
  bounds: ReadBounds | null = null,
) {
  const since = new Date(now - FINISHED_FOR_MS).toISOString()
  const ofTenant: Where = { tenant: { equals: tenant } }
  const audience = audienceOf(who)
  return consistentView(payload, async (req) => {
    const head = await readHead(payload.db, tenant, req)
    if (!head) throw new Problem('no_such_site', `There is no site "${tenant}".`, { field: 'tenantId' })
    const all = reader(payload, req, audience, bounds)
    const active: Where = {
      or: [
        { stage: { not_in: ['completed', 'cancelled'] } },
        { changedAt: { greater_than: since } },
        // Money that is not the site's is settled first.
        { toGiveBack: { greater_than: 0 } },
      ],
    }
    const own: Where[] = audience === 'customer' ? [{ customer: { equals: who.customer ?? 0 } }] : []
    const orders = await all('order', 'orders', { and: [ofTenant, active, ...own] }, orderDocument)
    const queues = await all('queue', 'queues', ofTenant, queueDocument)
    const bays = await all('bay', 'bays', ofTenant, bayDocument)
    const running: Where = {
      or: [{ status: { not_in: ['completed', 'cancelled'] } }, { changedAt: { greater_than: since } }],
    }
    const jobs = await all('job', 'jobs', { and: [ofTenant, running] }, jobDocument)
    const open: Where = { and: [ofTenant, { decision: { exists: false } }] }
    const concerns = await all('concern', 'concerns', open, concernDocument)
    // The one that is open, or what the last one came to.
    const shifts = await all('shift', 'shifts', ofTenant, shiftDocument, { sort: '-number', limit: 1 })
    const epoch = shownEpoch(audience, head.epoch)
    return {
      epoch,
      head: head.head,
      lastEventId: formatEventId({ epoch, seq: head.head }),
      orders,
      queues,
      bays,
      jobs,
      concerns,
      shifts,
    }
  })
}

function reader(payload: Payload, req: Partial<PayloadRequest>, audience: Audience, bounds: ReadBounds | null) {
  return async <Row extends { id: number }, Document extends object>(
    kind: DocumentKind,
    collection: 'orders' | 'queues' | 'bays' | 'jobs' | 'concerns' | 'shifts',
    where: Where,
    document: (row: Row) => Document,
    { sort = 'id', limit = 0 }: { readonly sort?: string; readonly limit?: number } = {},
  ): Promise<Partial<Document>[]> => {
    const within = documentsWithin(kind, bounds)
    if (visiblePaths(audience, kind).length === 0 || !within) return []
    const { docs } = await payload.db.find<Row>({
      collection,
      where: { and: [where, ...within] },
      pagination: false,
      limit,
      sort,
      req,
    })
    return reduceDocuments(audience, kind, docs.map(document))
  }
}
