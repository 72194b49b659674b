import type { IncomingMessage } from 'node:http'

/**
 * Payload takes the session cookie only from origins on a list, and refuses a request that names none. This server is
 * reached under names no list can know (an address on the site's network), so what the browser says is settled here:
 * a page of this very host is the same origin; every other origin stands as it is and must be on the list. Without an
 * Origin header, and without Sec-Fetch-Site (which browsers leave out on plain http), the request is no cross-site write:
 * browsers send Origin with those, and SameSite keeps the cookie from other sites' reads.
 */
export function settleOrigin(req: IncomingMessage): void {
  const { origin, host } = req.headers
  if (origin === undefined) {
    req.headers['sec-fetch-site'] ??= 'none'
    return
  }
  if (host && (origin === `http://${host}` || origin === `https://${host}`)) {
    delete req.headers.origin
    req.headers['sec-fetch-site'] = 'same-origin'
  }
}
