import type { Bay, Queue } from '@/lib/domain/documents'
import type { SiteFigures } from '@/lib/domain/site-figures'
import { type StationSeen, stationState } from '../admin/fleet/station-state'

/** The queues of a site in two numbers. */
export function foldQueues(queues: readonly Pick<Queue, 'entries'>[]): SiteFigures['waiting'] {
  const entered = queues.flatMap(({ entries }) => entries.map(({ enteredAt }) => enteredAt))
  return { cars: entered.length, since: earliest(entered) }
}

export function foldBays(bays: readonly Pick<Bay, 'status' | 'orderID'>[]): SiteFigures['bays'] {
  return {
    all: bays.length,
    busy: bays.filter(({ orderID }) => orderID !== null).length,
    out: bays.filter(({ status }) => status === 'out_of_service').length,
  }
}

/** @param now milliseconds since 1970 */
export function foldStations(stations: readonly StationSeen[], now: number): SiteFigures['stations'] {
  const states = stations.map((station) => stationState(station, now))
  const count = (...wanted: readonly string[]) => states.filter((state) => wanted.includes(state)).length
  const silent = count('silent')
  const reported = stations.flatMap(({ lastSeenAt }) => lastSeenAt ?? [])
  return {
    all: stations.length,
    silent,
    behind: count('behind', 'waiting'),
    silentSince: silent > 0 && silent === reported.length ? latest(reported) : null,
  }
}

/* Instants of one form, so that their order is that of the texts. */
const earliest = (instants: readonly string[]) => instants.toSorted()[0] ?? null
const latest = (instants: readonly string[]) => instants.toSorted().at(-1) ?? null
