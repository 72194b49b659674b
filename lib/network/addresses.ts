import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'

type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>

/**
 * Addresses under which other machines of the site reach a server here, the likeliest first: those of private networks.
 *
 * @param url where the server answers on this machine
 * @param interfaces as `os.networkInterfaces` gives them
 */
export function networkAddresses(url: string, interfaces: Interfaces = networkInterfaces()): readonly string[] {
  const { port, protocol } = new URL(url)
  const found = Object.values(interfaces)
    .flatMap((each) => each ?? [])
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
    .map(({ address }) => address)
  const own = [...new Set(found)].sort((a, b) => Number(isPrivate(b)) - Number(isPrivate(a)))
  return own.map((address) => `${protocol}//${address}${port && `:${port}`}`)
}

function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address)
}
