import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'
import { TLSSocket } from 'node:tls'

/** Header in which the front server passes the client's address on; what others put there is overwritten. */
export const CLIENT_ADDRESS = 'x-ax-client-address'

/** Who a request comes from, as far as it can be believed. */
export interface Client {
  /** Address of the browser or station, not of a proxy in between. */
  readonly address: string
  /** The host and port the browser asked for. */
  readonly host: string
  readonly secure: boolean
  /** A trusted proxy said which host was asked for. */
  readonly namedByProxy: boolean
}

/** Peers whose `X-Forwarded-*` are believed: this machine and the addresses or networks named. */
export function trustedProxies(named: readonly string[]): BlockList {
  const trusted = new BlockList()
  trusted.addSubnet('127.0.0.0', 8, 'ipv4')
  trusted.addAddress('::1', 'ipv6')
  for (const entry of named) {
    const [address = '', bits] = entry.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (bits === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(bits), family)
  }
  return trusted
}

const unmapped = (address: string) => (address.startsWith('::ffff:') ? address.slice(7) : address)
const isTrusted = (trusted: BlockList, address: string) => trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

/** Reads what is said of the client; what a peer that is no proxy of ours says about others is not believed. */
export function clientOf(req: IncomingMessage, trusted: BlockList): Client {
  const peer = unmapped(req.socket.remoteAddress ?? '')
  const host = req.headers.host ?? ''
  const encrypted = req.socket instanceof TLSSocket
  if (!isTrusted(trusted, peer)) return { address: peer, host, secure: encrypted, namedByProxy: false }
  const said = (name: string) => {
    const value = req.headers[name]
    return (Array.isArray(value) ? value.join(',') : (value ?? ''))
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
  }
  // Each proxy adds the peer it saw: the last one that is no proxy of ours is the client.
  const address = said('x-forwarded-for')
    .map(unmapped)
    .findLast((hop) => !isTrusted(trusted, hop))
  const forwardedHost = said('x-forwarded-host').at(-1)
  return {
    address: address ?? peer,
    host: forwardedHost ?? host,
    secure: (said('x-forwarded-proto').at(-1) ?? (encrypted ? 'https' : '')) === 'https',
    namedByProxy: forwardedHost !== undefined,
  }
}
