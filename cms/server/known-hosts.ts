import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import type { Client } from './client'
import type { Refused } from './refuse-request'

/**
 * Refuses requests for names that are not this server's. A name in somebody else's hands can be made to lead here (DNS
 * rebinding), and its page would then pass for ours. Addresses, names without a dot and `.local` names cannot be led; other
 * names are those of AX_ORIGINS, or those a trusted proxy passes on as its own.
 */
export function hostRefusal(req: IncomingMessage, client: Client, origins: readonly string[]): Refused | null {
  const name = nameOf(req.headers.host)
  if (
    isOwn(name) ||
    (client.namedByProxy && !isDirect(req)) ||
    origins.some((origin) => nameOf(new URL(origin).host) === name)
  )
    return null
  return {
    status: 421,
    code: 'unknown_host',
    name,
    setting: `AX_ORIGINS=http://${name}`,
    message: `This server does not know the name ${name}. Start it with AX_ORIGINS=http://${name} (or https, as the browser shows it).`,
  }
}

/**
 * A browser that came without a proxy names the port it came to. Its page can send any X-Forwarded-Host, and one whose name
 * was led to this machine would vouch for itself by it.
 */
function isDirect({ headers: { host = '' }, socket: { localPort } }: IncomingMessage): boolean {
  return Number(/:(\d+)$/.exec(host)?.[1] ?? '80') === localPort
}

const nameOf = (host: string | undefined) =>
  (host ?? '')
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')

function isOwn(name: string): boolean {
  return (
    !name.includes('.') || isIP(name) !== 0 || /\.(?:local|localhost)$/.test(name) || name === hostname().toLowerCase()
  )
}
