import { BlockList } from 'node:net'
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>

const ofIPv4 = (interfaces: Interfaces) =>
  Object.values(interfaces)
    .flatMap((each) => each ?? [])
    .filter(({ family }) => family === 'IPv4')

/** This machine's addresses in its networks, the likeliest first: those of private ones. */
export function machineAddresses(interfaces: Interfaces = networkInterfaces()): readonly string[] {
  const found = ofIPv4(interfaces)
    .filter(({ internal, address }) => !internal && !address.startsWith('169.254.'))
    .map(({ address }) => address)
  return [...new Set(found)].sort((a, b) => Number(isPrivate(b)) - Number(isPrivate(a)))
}

/**
 * Addresses under which other machines of the site reach a server here, the likeliest first.
 *
 * @param url where the server answers on this machine
 * @param interfaces as `os.networkInterfaces` gives them
 */
export function networkAddresses(url: string, interfaces: Interfaces = networkInterfaces()): readonly string[] {
  const { port, protocol } = new URL(url)
  return machineAddresses(interfaces).map((address) => `${protocol}//${address}${port && `:${port}`}`)
}

/** Whether an address of IPv4 is one of this machine's own networks: not from beyond a router. */
export function isNeighbour(address: string, interfaces: Interfaces = networkInterfaces()): boolean {
  const networks = new BlockList()
  for (const { cidr } of ofIPv4(interfaces)) {
    const [network, bits] = cidr?.split('/') ?? []
    if (network) networks.addSubnet(network, Number(bits), 'ipv4')
  }
  return networks.check(address)
}

/** Whether what listens or is asked there is this machine alone. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.[\d.]+$/.test(host)

function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address)
}
