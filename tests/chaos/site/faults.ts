import { setTimeout as delay } from 'node:timers/promises'
import type { Fault, FaultProxy } from '../../support/fault-proxy'
import type { Dice } from './dice'
import type { ServerPart } from './server-part'
import type { StationPart } from './station-part'
import type { WebPart } from './web-part'

/** All that can fail at the site. */
export interface Parts {
  readonly server: ServerPart
  readonly stations: readonly StationPart[]
  readonly web: WebPart
}

const NETWORK_FAULTS: readonly Fault[] = [
  { kind: 'cut' },
  { kind: 'stall' },
  { kind: 'badGateway' },
  { kind: 'throttle', bytesPerSecond: 4_000 },
  { kind: 'pass' },
  { kind: 'pass' },
]
/** How long something that was killed may stay away, milliseconds. */
const LONGEST_ABSENCE = 3_000

const networks = ({ stations, web }: Parts): FaultProxy[] => [...stations.map(({ network }) => network), web.network]

/** Lets one thing fail; resolves when what was killed is there again, so that the next can fail. */
export async function fail(parts: Parts, dice: Dice): Promise<string> {
  const { server, stations, web } = parts
  const kind = dice.below(10)
  if (kind < 6) {
    const fault = dice.of(NETWORK_FAULTS)
    dice.of(networks(parts)).set(fault)
    await delay(200 + dice.below(1_000))
    return `network ${fault.kind}`
  }
  if (kind === 6) {
    await server.kill()
    await delay(dice.below(LONGEST_ABSENCE))
    await server.startAgain()
    return 'kill -9 of the server'
  }
  if (kind === 7) {
    await server.kill()
    await server.startAgain({ fullDisk: true })
    await delay(1_000 + dice.below(LONGEST_ABSENCE))
    await server.kill()
    await server.startAgain()
    return 'full disk of the server'
  }
  if (kind === 8) {
    if (!web.isOpen) return 'nothing'
    await web.kill()
    return 'kill -9 of the browser'
  }
  const station = dice.of(stations)
  await station.kill()
  await delay(dice.below(LONGEST_ABSENCE))
  await station.startAgain()
  return 'kill -9 of a station'
}

/** Ends all faults. */
export async function heal(parts: Parts): Promise<void> {
  for (const network of networks(parts)) network.set({ kind: 'pass' })
  if (!parts.web.isOpen) await parts.web.startAgain(parts.server.now)
  // What a person at each screen would press, seeing that all is well again.
  for (const station of parts.stations) await station.syncNow()
}
