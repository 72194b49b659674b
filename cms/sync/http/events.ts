import type { IncomingMessage, ServerResponse } from 'node:http'
import { audienceOf } from '../../access/audiences'
import type { Identity } from '../../access/identity'
import type { View } from '../hub/filter'
import { readingsOf } from '../hub/reader'
import { ownCursor } from '../hub/shown-epoch'
import { withinBounds } from './bounds'
import type { SyncContext } from './context'
import type { SignedIn } from './gate'
import { sendPage } from './page'
import { Problem } from './problem'
import { type EventsQuery, readEventsQuery } from './query'
import { wantsStream } from './sse'
import { openStream } from './stream'
import { channelFor } from './tenant'

/** `GET /api/v1/sync/events`: the log from a cursor on, as a stream or as a page, by what the client accepts. */
export async function getEvents(
  context: SyncContext,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const signedIn = await context.gate.admitReader(req)
  const { identity, bounds, account } = signedIn
  const query = withinBounds(readEventsQuery(url.searchParams, headerText(req.headers['last-event-id'])), bounds)
  const { channel, cursor, rewound } = await logFor(context, signedIn, query)
  const view = await viewFor(context, identity, query)
  const { limit } = query
  if (wantsStream(req)) await openStream(context, req, res, { channel, view, signedIn, cursor, rewound })
  else
    await sendPage(req, res, {
      channel,
      view,
      readings: readingsOf(identity.actor, account),
      cursor,
      limit,
      refused: rewound ? 'ahead' : undefined,
    })
}

/** The log asked for; one that the cursor proves to have gone back is answered by its successor. */
async function logFor(
  context: SyncContext,
  { identity: who, bounds }: Pick<SignedIn, 'identity' | 'bounds'>,
  { cursor: asked, tenantId }: EventsQuery,
) {
  const channel = await channelFor(context, who, tenantId)
  const cursor = asked && ownCursor(audienceOf(who), channel.epoch, asked)
  // Who sees a part of the log is no witness of all of it: the word of a customer, of a public screen or of another site's
  // page makes nobody else begin anew.
  const believed = who.role !== 'customer' && who.role !== 'board' && !bounds
  const rewound = cursor !== null && believed && (await context.hub.isRewound(channel, cursor, who.actor))
  // Another request may have had it replaced meanwhile.
  return { channel: channel.retired ? await channelFor(context, who, tenantId) : channel, cursor, rewound }
}

const headerText = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

async function viewFor(context: SyncContext, who: Identity, query: EventsQuery): Promise<View> {
  if (who.role === 'customer') {
    if (query.bayId) throw new Problem('forbidden', 'Bays are for staff.', { field: 'bayId' })
    if (query.orderID) await requireOwnOrder(context, who, query.orderID)
  }
  return {
    audience: audienceOf(who),
    customer: who.customer,
    orderID: query.orderID,
    bayId: query.bayId,
    eventTypes: query.eventTypes,
    stageName: query.stageName,
  }
}

/** Another's order and one that does not exist look the same. */
async function requireOwnOrder(context: SyncContext, who: Identity, orderID: string): Promise<void> {
  const order =
    who.customer &&
    (await context.payload.db.findOne({
      collection: 'orders',
      where: {
        and: [
          { tenant: { equals: who.tenant } },
          { orderID: { equals: orderID } },
          { customer: { equals: who.customer } },
        ],
      },
    }))
  if (!order) throw new Problem('not_found', `You have no order ${orderID}.`, { field: 'orderID' })
}
