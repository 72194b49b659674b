import { createSocket, type Socket } from 'node:dgram'
import multicastDns, { type ResponsePacket } from 'multicast-dns'
import { fingerprintSchema } from '@/lib/domain/pairing'
import { withoutUnseen } from '@/lib/domain/unseen-characters'
import { isNeighbour, machineAddresses } from '@/lib/network/addresses'
import { readAnnouncement, SERVICE } from '@/lib/network/announcement'
import { PROTOCOL_VERSION } from '@/lib/sync/protocol/version'
import type { FoundHost } from '@/preload/contract'

/** When it is asked, and when the last answer is taken, milliseconds: a network of radio loses some of both. */
const ASK_AT = [0, 400, 1_200]
const LAST_ANSWER = 2_000
/** Anybody can answer, under as many names as they like. */
const MOST_HOSTS = 20
const MOST_OF_ONE_ADDRESS = 4
const NAME_LENGTH = 60

export interface HostSearchOptions {
  /** Own addresses to ask from. */
  readonly addresses?: () => readonly string[]
  readonly note: (message: string, detail: Readonly<Record<string, unknown>>) => void
}

/** Looks for servers in the networks of this machine (mDNS). What they answer is theirs to say, and shown, never trusted. */
export class HostSearch {
  readonly #options: HostSearchOptions
  #running: Promise<readonly FoundHost[]> | null = null

  constructor(options: HostSearchOptions) {
    this.#options = options
  }

  /** The servers that answered within two seconds; one search at a time, whoever asks. */
  find(): Promise<readonly FoundHost[]> {
    this.#running ??= this.#search().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async #search(): Promise<readonly FoundHost[]> {
    const found = new Map<string, FoundHost>()
    const { addresses = ownAddresses, note } = this.#options
    const askers = addresses().map((address) => ask(address, found, note))
    await new Promise((resolve) => setTimeout(resolve, LAST_ANSWER))
    for (const end of askers) end()
    return [...found.values()].sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '') || a.url.localeCompare(b.url))
  }
}

/** Asks from one of this machine's addresses. @returns ends it */
function ask(address: string, found: Map<string, FoundHost>, note: HostSearchOptions['note']): () => void {
  const socket = createSocket('udp4')
  const mdns = multicastDns({ socket, bind: false, multicast: false })
  const failed = (error: Error) => note('Servers could not be looked for in a network.', { error: String(error) })
  const timers: NodeJS.Timeout[] = []
  mdns.on('error', failed)
  mdns.on('response', (response, { address: from }) => take(found, response, from))
  socket.once('error', failed)
  socket.bind(0, address, () => {
    if (!sendsFrom(socket, address)) return
    const question = [{ name: SERVICE, type: 'PTR' as const }]
    for (const at of ASK_AT) timers.push(setTimeout(() => mdns.query(question, (error) => error && failed(error)), at))
  })
  return () => {
    for (const timer of timers) clearTimeout(timer)
    mdns.destroy()
  }
}

/** False where that network takes nothing that is for all. */
function sendsFrom(socket: Socket, address: string): boolean {
  try {
    socket.setMulticastInterface(address)
    return true
  } catch {
    return false
  }
}

function take(found: Map<string, FoundHost>, response: ResponsePacket, from: string): void {
  const said = readAnnouncement(response)
  if (!said || !isNeighbour(from)) return
  const isSecured = fingerprintSchema.safeParse(said.fingerprint).success
  const url = new URL(`${isSecured ? 'https' : 'http'}://${from}:${said.port}`).origin
  const ofOneAddress = [...found.keys()].filter((each) => new URL(each).hostname === from).length
  if (!found.has(url) && (found.size >= MOST_HOSTS || ofOneAddress >= MOST_OF_ONE_ADDRESS)) return
  const name = [
    ...withoutUnseen(said.name ?? '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  ]
    .slice(0, NAME_LENGTH)
    .join('')
  found.set(url, { url, name: name || null, newer: said.protocol > PROTOCOL_VERSION })
}

function ownAddresses(): readonly string[] {
  const own = machineAddresses()
  return own.length > 0 ? own : ['127.0.0.1']
}
