import type { IncomingMessage } from 'node:http'
import type { Client } from './client'
import type { Refused } from './refuse-request'

const CHANGES = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * Decides whose page a request comes from, the one time for our endpoints and Payload's. Payload takes the session cookie
 * only from origins on a list, and this server is reached under names no list can know, so a page of this server is made
 * the same origin here, and every other origin stands as it is and must be on the list (AX_ORIGINS).
 *
 * The browser's own `Sec-Fetch-Site` decides, which no page can set. Browsers leave it out on plain http to other hosts:
 * then the Origin is compared with the host asked for. Without an Origin too, it is no cross-site write: browsers send
 * Origin with those, and SameSite keeps the cookie from other sites' reads.
 */
export function settleOrigin(req: IncomingMessage, client: Client): void {
  const { origin } = req.headers
  const site = req.headers['sec-fetch-site']
  if (
    site === undefined ? origin === undefined || sameHost(origin, client) : site === 'same-origin' || site === 'none'
  ) {
    delete req.headers.origin
    req.headers['sec-fetch-site'] = origin === undefined ? 'none' : 'same-origin'
  }
}

/**
 * Refuses a change by a page that is neither this server's nor on the list: its cookie would be left out, and the person
 * told that they are signed out, which they are not. Call after `settleOrigin`.
 */
export function originRefusal(req: IncomingMessage, client: Client, origins: readonly string[]): Refused | null {
  const { origin, authorization } = req.headers
  if (origin === undefined || authorization !== undefined || !CHANGES.has(req.method ?? '')) return null
  if (origins.includes(origin)) return null
  return {
    status: 403,
    code: 'unknown_origin',
    name: origin,
    setting: `AX_ORIGINS=${origin}`,
    message: `This server does not know the address ${origin}; it was asked as ${client.host}. Start it with AX_ORIGINS=${origin}, or let the proxy in between pass the Host header on.`,
  }
}

function sameHost(origin: string, { host }: Client): boolean {
  const name = host.toLowerCase()
  return name !== '' && (origin === `http://${name}` || origin === `https://${name}`)
}
