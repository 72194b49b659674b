import type { Query } from './fake-stream'

/** What is wrong with the server, or with the network to it. */
export type Fault =
  | 'none'
  /** Connections are refused. */
  | 'down'
  /** Nothing answers; requests hang. */
  | 'stalled'
  | 'http_502'
  | 'http_503'
  /** The server refuses the credentials. */
  | 'http_401'
  /** The tenant is not there. */
  | 'http_404'
  /** Somebody on the way answers in HTML: a proxy, a captive portal. */
  | 'portal_200'
  | 'portal_400'
  | 'portal_401'
  | 'portal_403'
  | 'portal_502'
  /** Plain requests pass, streams do not. */
  | 'streams_blocked'

export interface LogRow {
  readonly seq: number
  /** As the wire carries it; not always valid. */
  readonly wire: Record<string, unknown>
}

export function matches(query: Query, row: LogRow): boolean {
  if (query.orderID && row.wire.orderID !== query.orderID) return false
  return !query.eventTypes || query.eventTypes.includes(String(row.wire.eventType))
}

export function problem(code: string, message: string, field?: string): string {
  return JSON.stringify({ error: { code, message, field } })
}

export function reply(status: number, text: string, headers: Record<string, string> = {}): Response {
  return {
    ok: status >= 200 && status < 300,
    status,
    headers: new Headers(headers),
    body: null,
    text: async () => text,
  } as unknown as Response
}
