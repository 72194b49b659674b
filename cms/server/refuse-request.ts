import type { IncomingMessage, ServerResponse } from 'node:http'
import { refusalPage, wantsPage } from './refusal-page'

export interface Refused {
  readonly status: number
  readonly code: string
  /** What happened and the way out. */
  readonly message: string
  /** The name or address that is not known, and what would make it known. */
  readonly name?: string
  readonly setting?: string
  /** Seconds. */
  readonly retryAfter?: number
}

/**
 * Answers in front of Next and of the sync endpoints: a page to a person's browser, JSON to programs. Both kinds of these
 * find their form in it: `error` is that of the sync protocol, `errors` Payload's.
 */
export function refuseRequest(req: IncomingMessage, res: ServerResponse, refused: Refused): void {
  const { status, code, message, retryAfter } = refused
  const page = wantsPage(req)
  const body = page
    ? refusalPage(req, refused)
    : JSON.stringify({ error: { code, message }, errors: [{ message, data: { code } }] })
  res.writeHead(status, {
    'Content-Type': page ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'`,
    Vary: 'Accept',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
    // A body nobody read would otherwise be taken for the next request.
    Connection: 'close',
  })
  res.end(body)
}
