import { type Cursor, formatEventId } from '../protocol'
import type { Filter } from './filter'

/** Where the server's endpoints are. The only place that writes their addresses. */
const PATHS = {
  events: '/api/v1/sync/events',
  snapshot: '/api/v1/sync/snapshot',
  commands: '/api/v1/sync/commands',
} as const

type Query = Readonly<Record<string, string | number | null | undefined>>

/** @param query what is not set, or empty, is not asked for */
function address(serverUrl: string, path: string, query: Query): string {
  const asked = Object.entries(query).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))
  const text = new URLSearchParams(asked).toString()
  return `${serverUrl.replace(/\/+$/, '')}${path}${text ? `?${text}` : ''}`
}

/** Both forms of reading share this address; `limit` is for the JSON form alone. */
export function eventsUrl(serverUrl: string, filter: Filter, cursor: Cursor | null, limit?: number): string {
  const { orderID, eventTypes, bayId, tenantId } = filter
  const lastEventId = cursor && formatEventId(cursor)
  return address(serverUrl, PATHS.events, {
    orderID,
    eventTypes: eventTypes?.join(),
    bayId,
    tenantId,
    lastEventId,
    limit,
  })
}

export function snapshotUrl(serverUrl: string, { tenantId }: Filter): string {
  return address(serverUrl, PATHS.snapshot, { tenantId })
}

/** In the address rather than in a header, so that pages of another origin need no permission for it. */
export function commandsUrl(
  serverUrl: string,
  { tenantId, account }: { readonly tenantId?: string | undefined; readonly account?: string | undefined } = {},
): string {
  return address(serverUrl, PATHS.commands, { tenantId, account })
}
