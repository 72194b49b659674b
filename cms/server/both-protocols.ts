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
 * Connections by TLS that one address may have open. Each takes a tenth of a megabyte, twenty times what a plain one takes,
 * and a stranger needs to know nothing to open them; all stations behind one router have a few dozen.
 */
export const MOST_OF_ONE_ADDRESS = 200

/**
 * Lets a server speak TLS on its port too: stations come by TLS, browsers and telephones of the site by HTTP as before.
 * Behind the handshake both are the same server, with its limits and its end.
 */
export function speakBoth(server: Server, { key, cert }: OwnCertificate): void {
  const admits = counting(MOST_OF_ONE_ADDRESS)
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
      if (first[0] !== HANDSHAKE) return plain.call(server, socket)
      if (!admits(socket)) return ended()
      // As with any server of TLS: who ends their side of a handshake is gone, and not waited for.
      socket.allowHalfOpen = false
      secure.emit('connection', socket)
    })
  })
}

/** Whether one more socket of its address may be open; it is counted until it closes. */
function counting(most: number): (socket: Socket) => boolean {
  const open = new Map<string, number>()
  return (socket) => {
    const { remoteAddress: address } = socket
    const before = open.get(address ?? '') ?? 0
    if (address === undefined || before >= most) return false
    open.set(address, before + 1)
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1
      if (left > 0) open.set(address, left)
      else open.delete(address)
    })
    return true
  }
}
