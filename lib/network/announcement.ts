import type { ResponsePacket } from 'multicast-dns'

/** What servers of AX Station are called in a network that asks for them (DNS-SD, RFC 6763). */
export const SERVICE = '_ax-station._tcp.local'

/** Bytes of a name: what fits into one text of a record, with room for its key. */
const NAME_BYTES = 180
/** Seconds that others may keep an answer. */
const TTL = 120

type Records = ResponsePacket['answers']

/** What a server tells anybody in its network. */
export interface Announcement {
  /** The site's; `null` where a server has several. */
  readonly name: string | null
  readonly port: number
  /** Of the sync protocol. */
  readonly protocol: number
  /** Of its certificate's key, where it speaks TLS. */
  readonly fingerprint: string | null
}

/** Where an announcement is from, and of which machine. */
interface Machine {
  readonly hostname: string
  /** Addresses of IPv4. */
  readonly addresses: readonly string[]
}

/** The records of an answer. @param ttl 0 takes them back */
export function recordsOf(
  { name, port, protocol, fingerprint }: Announcement,
  { hostname, addresses }: Machine,
  ttl = TTL,
) {
  const label = labelOf(hostname)
  const instance = `${label}-${port}.${SERVICE}`
  const target = `${label}.local`
  const texts = [
    `v=${protocol}`,
    ...(name ? [`name=${cut(name)}`] : []),
    ...(fingerprint ? [`key=${fingerprint}`] : []),
  ]
  const records: Records = [
    { name: SERVICE, type: 'PTR', ttl, data: instance },
    { name: instance, type: 'SRV', ttl, flush: true, data: { port, target } },
    { name: instance, type: 'TXT', ttl, flush: true, data: texts },
    ...addresses.map((data) => ({ name: target, type: 'A' as const, ttl, flush: true, data })),
  ]
  return records
}

/**
 * What an answer says of a server; `null` where it says nothing that can be used. Anybody in the network can send one:
 * what it says is for reading, and where the server is, is where the answer came from.
 */
export function readAnnouncement({ answers, additionals }: Pick<ResponsePacket, 'answers' | 'additionals'>) {
  const records = [...answers, ...additionals].filter(({ name }) => name.toLowerCase().endsWith(`.${SERVICE}`))
  const service = records.find((each) => each.type === 'SRV')
  const texts = new Map(records.filter((each) => each.type === 'TXT').flatMap(({ data }) => textsOf(data)))
  const protocol = Number(texts.get('v'))
  if (!service || service.ttl === 0 || service.data.port < 1 || !Number.isSafeInteger(protocol) || protocol < 1)
    return null
  const announcement: Announcement = {
    name: texts.get('name') || null,
    port: service.data.port,
    protocol,
    fingerprint: texts.get('key') || null,
  }
  return announcement
}

type TextData = Extract<Records[number], { type: 'TXT' }>['data']

function textsOf(data: TextData): (readonly [string, string])[] {
  return [data].flat().flatMap((part) => {
    const [, key, value] = /^([a-z]{1,9})=(.*)$/s.exec(part.toString()) ?? []
    return key !== undefined && value !== undefined ? [[key, value] as const] : []
  })
}

/** A machine's name as one label of a name of the network. */
const labelOf = (hostname: string) =>
  hostname
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replaceAll(/^-+|-+$/g, '') || 'ax-station'

/** Whole characters, as many as fit. */
function cut(name: string): string {
  let bytes = 0
  let kept = ''
  for (const character of name) {
    bytes += Buffer.byteLength(character)
    if (bytes > NAME_BYTES) break
    kept += character
  }
  return kept
}
