import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import tls from 'node:tls'
import type { OwnCertificate } from './own-certificate'

/** What a connection by TLS begins with. */
const HANDSHAKE = 0x16
/** Milliseconds until a connection must have begun with something. */
const BEGIN_WITHIN = 60_000
const HANDSHAKE_WITHIN = 15_000

/**
 * Lets a server speak TLS on its port too: stations come by TLS, browsers and telephones of the site by HTTP as before.
 * Behind the handshake both are the same server, with its limits and its end.
 */
export function speakBoth(server: Server, { key, cert }: OwnCertificate): void {
  const [plain] = server.listeners('connection') as ((socket: Socket) => void)[]
  if (!plain) throw new Error('This server takes no connections.')
  const secure = tls.createServer({
    key,
    cert,
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: HANDSHAKE_WITHIN,
  })
  secure.on('secureConnection', (socket) => plain.call(server, socket))
  secure.on('tlsClientError', (_, socket) => socket.destroy())
  server.removeListener('connection', plain)
  server.on('connection', (socket: Socket) => {
    const late = setTimeout(() => socket.destroy(), BEGIN_WITHIN).unref()
    const ended = () => socket.destroy()
    socket.on('error', ended)
    socket.once('close', () => clearTimeout(late))
    socket.once('readable', () => {
      const first: Buffer | null = socket.read()
      if (!first) return ended()
      clearTimeout(late)
      socket.removeListener('error', ended)
      socket.unshift(first)
      if (first[0] === HANDSHAKE) secure.emit('connection', socket)
      else plain.call(server, socket)
    })
  })
}
