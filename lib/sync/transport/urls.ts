import { type Cursor, formatEventId } from '../protocol'
import type { Filter } from './filter'

/** Where the server's endpoints are. The only place that writes their addresses. */
const PATHS = {
  events: '/api/v1/sync/events',
  snapshot: '/api/v1/sync/snapshot',
  commands: '/api/v1/sync/commands',
} as const

function address(serverUrl: string, path: string, query: URLSearchParams): string {
  const text = query.toString()
  return `${serverUrl.replace(/\/+$/, '')}${path}${text ? `?${text}` : ''}`
}

/** Both forms of reading share this address; `limit` is for the JSON form alone. */
export function eventsUrl(serverUrl: string, filter: Filter, cursor: Cursor | null, limit?: number): string {
  const query = new URLSearchParams()
  if (filter.orderID) query.set('orderID', filter.orderID)
  if (filter.eventTypes) query.set('eventTypes', filter.eventTypes.join(','))
  if (filter.bayId) query.set('bayId', filter.bayId)
  if (filter.tenantId) query.set('tenantId', filter.tenantId)
  if (cursor) query.set('lastEventId', formatEventId(cursor))
  if (limit !== undefined) query.set('limit', String(limit))
  return address(serverUrl, PATHS.events, query)
}

export function snapshotUrl(serverUrl: string, filter: Filter): string {
  const query = new URLSearchParams()
  if (filter.tenantId) query.set('tenantId', filter.tenantId)
  return address(serverUrl, PATHS.snapshot, query)
}

/** In the address rather than in a header, so that pages of another origin need no permission for it. */
export function commandsUrl(
  serverUrl: string,
  { tenantId, account }: { readonly tenantId?: string | undefined; readonly account?: string | undefined } = {},
): string {
  const query = new URLSearchParams()
  if (tenantId) query.set('tenantId', tenantId)
  if (account) query.set('account', account)
  return address(serverUrl, PATHS.commands, query)
}
