import type { ServerResponse } from 'node:http'

export interface Refused {
  readonly status: number
  readonly code: string
  /** What happened and the way out. */
  readonly message: string
  /** Seconds. */
  readonly retryAfter?: number
}

/**
 * Answers in front of Next and of the sync endpoints. Both kinds of client find their form in it: `error` is that of the sync
 * protocol, `errors` Payload's.
 */
export function refuseRequest(res: ServerResponse, { status, code, message, retryAfter }: Refused): void {
  const body = JSON.stringify({ error: { code, message }, errors: [{ message, data: { code } }] })
  res.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
    // A body nobody read would otherwise be taken for the next request.
    Connection: 'close',
  })
  res.end(body)
}
