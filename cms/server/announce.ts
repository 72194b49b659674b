import { hostname } from 'node:os'
import multicastDns, { type QueryPacket, type RemoteInfoOutgoing } from 'multicast-dns'
import type { Logger } from 'pino'
import { isNeighbour, machineAddresses } from '@/lib/network/addresses'
import { type Announcement, recordsOf, SERVICE } from '@/lib/network/announcement'

/** Answers in a second, whoever asks: each is a look at the site's name. */
const ANSWERS_PER_SECOND = 10
/** Where the whole network asks, and those who ask from no port of their own are answered. */
const MULTICAST_PORT = 5353

interface Announce {
  /** Asked at each answer. */
  readonly announcement: () => Promise<Announcement>
  readonly log: Logger
}

/** Who asked, and from where. */
type Asker = Required<Pick<RemoteInfoOutgoing, 'port' | 'address'>>

/**
 * Answers machines of the same network that ask for servers (mDNS), until it is ended. Nothing is sent unasked before that, and
 * nothing beyond a router: it is no means to flood somebody with.
 *
 * @returns ends it, and tells the network so
 */
export function announce({ announcement, log }: Announce): () => Promise<void> {
  const mdns = multicastDns()
  let answers = 0
  const timer = setInterval(() => {
    answers = 0
  }, 1_000).unref()
  const records = async (ttl?: number) =>
    recordsOf(await announcement(), { hostname: hostname(), addresses: machineAddresses() }, ttl)
  const answer = async ({ id, questions }: QueryPacket, { address, port }: Asker) => {
    if (!questions.some(({ name, type }) => name.toLowerCase() === SERVICE && type === 'PTR')) return
    // Of port 0 a packet may come, but none can be sent to it: the library would throw where nobody catches it.
    if (answers >= ANSWERS_PER_SECOND || port === 0 || !isNeighbour(address)) return
    answers += 1
    try {
      // One that asks from a port of its own hears nothing that is sent to all (RFC 6762, 6.7).
      if (port === MULTICAST_PORT) mdns.respond(await records())
      else mdns.respond({ id, questions, answers: await records() }, { address, port })
    } catch (error) {
      log.warn({ err: error }, 'Somebody who looks for servers in the network could not be answered')
    }
  }
  mdns.on('query', (query, asker) => void answer(query, asker))
  // Stations find the server by its address all the same.
  mdns.on('error', (error) => log.warn({ err: error }, 'This server cannot be found in its network by itself'))
  return async () => {
    clearInterval(timer)
    mdns.removeAllListeners('query')
    await new Promise<unknown>((resolve) => {
      records(0).then((gone) => mdns.respond(gone, resolve), resolve)
    })
    mdns.destroy()
  }
}
