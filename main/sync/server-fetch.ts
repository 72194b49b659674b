import { createHash, X509Certificate } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import { connect as connectTls } from 'node:tls'
import { Agent, buildConnector, type Dispatcher, fetch as fetchBy, getGlobalDispatcher } from 'undici'

/** Another machine answers than the one whose key is known. Nothing was sent to it. */
class OtherServerError extends Error {
  readonly code = 'other_server'

  constructor() {
    super('Another machine answers at this address than the one that was paired.')
    this.name = 'OtherServerError'
  }
}

/** Milliseconds. */
const CONNECT_WITHIN = 10_000

/** The connection is not judged by authorities: before anything is sent, its key is compared with the one that is known. */
const connectToAny = buildConnector({ rejectUnauthorized: false, maxCachedSessions: 0, timeout: CONNECT_WITHIN })

const byPin = new Map<string, Dispatcher>()
const watchers = new Set<(pin: string, isOther: boolean) => void>()

/** Tells at each new connection whether it is the machine that is known by a pin. */
export const watchServers = (watcher: (pin: string, isOther: boolean) => void): void => void watchers.add(watcher)

/** Requests to a server that is known by the key of its certificate alone; without a pin, as any other request. */
export function fetchFrom(pin: string | null | undefined): typeof fetch {
  if (!pin) return fetch
  const dispatcher = dispatcherFor(pin)
  // The same fetch as Node's, of the release that the agent belongs to.
  const ask = fetchBy as unknown as typeof fetch
  return (input, init) => ask(input, { ...init, dispatcher } as RequestInit)
}

/** What carries such requests, for those that are made without `fetch`. */
export function dispatcherFor(pin: string | null | undefined): Dispatcher {
  if (!pin) return getGlobalDispatcher()
  const made = byPin.get(pin) ?? pinnedAgent(pin)
  byPin.set(pin, made)
  return made
}

function pinnedAgent(pin: string): Dispatcher {
  return new Agent({
    connect(options, done) {
      if (options.protocol !== 'https:') return done(new OtherServerError(), null)
      connectToAny(options, (...[error, socket]) => {
        if (error) return done(error, null)
        const isOther = fingerprintOf(socket as TLSSocket) !== pin
        for (const watcher of watchers) watcher(pin, isOther)
        if (!isOther) return done(null, socket)
        socket.destroy()
        done(new OtherServerError(), null)
      })
    },
  })
}

/** Whether a request failed because another machine answered. */
export function isOtherServer(error: unknown): boolean {
  return error instanceof OtherServerError || (error instanceof Error && error.cause instanceof OtherServerError)
}

function fingerprintOf(socket: TLSSocket): string | null {
  const { raw } = socket.getPeerCertificate()
  if (!raw) return null
  const key = new X509Certificate(raw).publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(key).digest('base64url')
}

/** The fingerprint of whoever speaks TLS at an address; it is proved to be the right one by other means. */
export function fingerprintAt(url: string): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = connectTls({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 443),
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
    })
    socket.setTimeout(CONNECT_WITHIN, () => socket.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })))
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('closed')))
    socket.once('secureConnect', () => {
      const found = fingerprintOf(socket)
      socket.destroy()
      if (found) resolve(found)
      else reject(new Error('The server showed no certificate.'))
    })
  })
}
