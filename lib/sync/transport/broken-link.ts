import type { RequestFailure } from './http'

/**
 * Where the way from this machine to what the server stores is broken: this machine's own network, somewhere between it
 * and the server, the server's program, or the server's disk.
 */
export type BrokenLinkName = 'network' | 'way' | 'server' | 'server_disk'

export interface BrokenLink {
  readonly link: BrokenLinkName
  /** ISO 8601 by the server's clock as far as it is known; when requests began to fail. */
  readonly since: string
}

/** What Node and Chromium say of a machine without a network, and of a machine where nobody listens. */
const NO_NETWORK = /ENETUNREACH|ENETDOWN|ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE/
const NOBODY_LISTENS = /ECONNREFUSED|ERR_CONNECTION_REFUSED/

/**
 * The link that a failed request shows to be broken; `null` where the server itself has answered and is well.
 *
 * @param offline what the browser says of this machine's network; `false` where nobody says
 */
export function brokenLinkOf(failure: RequestFailure, offline: boolean): BrokenLinkName | null {
  const { status, problem, message } = failure
  if (problem) {
    if (problem.code === 'storage_failed') return 'server_disk'
    return (status ?? 0) >= 500 ? 'server' : null
  }
  // Answered, but in no words of ours: a proxy that does not reach the server, or a portal that wants a log-in.
  if (status !== null) return 'way'
  if (offline || NO_NETWORK.test(message)) return 'network'
  return NOBODY_LISTENS.test(message) ? 'server' : 'way'
}

/** Whether the browser says that this machine has no network; the machine's own server needs none. */
function machineIsOffline(serverUrl: string): boolean {
  const { navigator, location } = globalThis as { navigator?: { onLine?: boolean }; location?: { href: string } }
  const host = URL.parse(serverUrl || '/', location?.href)?.hostname ?? ''
  return navigator?.onLine === false && !/^(?:localhost|127\.|\[::1\])/.test(host)
}

/** How a broken link is named: `null` where the failure is none of the way's. */
export type NameLink = (failure: RequestFailure, serverUrl: string) => BrokenLinkName | null

export const nameBrokenLink: NameLink = (failure, serverUrl) => brokenLinkOf(failure, machineIsOffline(serverUrl))
