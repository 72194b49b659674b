/** Stations report every minute (main/sync/status-report.ts): three missed ones are no accident. */
const SILENT_AFTER_MS = 3 * 60_000

/** How a station is, from what it last said of itself. */
export type StationState = 'silent' | 'behind' | 'waiting' | 'recovered' | 'never' | 'current'

export interface StationSeen {
  readonly name: string
  /** `null`: it has never reported. */
  readonly lastSeenAt?: string | null
  readonly behind?: number | null
  readonly waiting?: number | null
  readonly recoveries?: number | null
}

/** @param now milliseconds since 1970 */
export function stationState({ lastSeenAt, behind, waiting, recoveries }: StationSeen, now: number): StationState {
  if (!lastSeenAt) return 'never'
  if (now - Date.parse(lastSeenAt) > SILENT_AFTER_MS) return 'silent'
  if ((behind ?? 0) > 0) return 'behind'
  if ((waiting ?? 0) > 0) return 'waiting'
  return (recoveries ?? 0) > 0 ? 'recovered' : 'current'
}

const URGENCY: readonly StationState[] = ['silent', 'behind', 'waiting', 'recovered', 'never', 'current']

/** Problems first; among those silent, the longest silent first. */
export function byUrgency(now: number): (a: StationSeen, b: StationSeen) => number {
  const rank = (station: StationSeen) => URGENCY.indexOf(stationState(station, now))
  return (a, b) =>
    rank(a) - rank(b) || (a.lastSeenAt ?? '').localeCompare(b.lastSeenAt ?? '') || a.name.localeCompare(b.name)
}
