import type { Http, RequestFailure } from './http'

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

/** What is asked for and what is sent go the same way, and may break apart: a full disk can still be read. */
export type Road = 'reading' | 'sending'

export interface LinkHealthOptions {
  /** The server's time as far as it is known, milliseconds since 1970. */
  readonly now: () => number
  /** What the browser says of this machine's network. */
  readonly offline: () => boolean
  onChange(): void
}

/** Remembers of each road whether its requests fail, where, and since when. */
export class LinkHealth {
  readonly #options: LinkHealthOptions
  readonly #broken: Record<Road, BrokenLink | null> = { reading: null, sending: null }

  constructor(options: LinkHealthOptions) {
    this.#options = options
  }

  /** Nothing is read without the first road, so its trouble is told first. */
  get broken(): BrokenLink | null {
    return this.#broken.reading ?? this.#broken.sending
  }

  /** The requests of a road, whose answers say how it is. */
  watch(road: Road, http: Http): Http {
    return {
      request: async (url, init) => {
        const answer = await http.request(url, init)
        this.take(road, answer)
        return answer
      },
    }
  }

  take(road: Road, answer: { readonly ok: true } | RequestFailure): void {
    // Given up by ourselves: that says nothing of the way.
    if (!answer.ok && answer.reason === 'aborted') return
    const link = answer.ok ? null : brokenLinkOf(answer, this.#options.offline())
    const before = this.#broken[road]
    if (link === (before?.link ?? null)) return
    const since = before?.since ?? new Date(this.#options.now()).toISOString()
    this.#broken[road] = link && { link, since }
    this.#options.onChange()
  }
}

/** Whether the browser says that this machine has no network; the machine's own server needs none. */
export function machineIsOffline(serverUrl: string): boolean {
  const { navigator, location } = globalThis as { navigator?: { onLine?: boolean }; location?: { href: string } }
  const host = URL.parse(serverUrl || '/', location?.href)?.hostname ?? ''
  return navigator?.onLine === false && !/^(?:localhost|127\.|\[::1\])/.test(host)
}
