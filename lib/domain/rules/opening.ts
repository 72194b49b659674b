import { wallMinutes } from './site-day'

/** When a site takes cars, on its own clock: `09:00`. `null`: it is not said. */
export interface OpeningHours {
  readonly opensAt: string | null
  readonly closesAt: string | null
}

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60

/**
 * Milliseconds until the site closes, 0 while it is closed; `null` where it does not say when it closes. It may close after
 * midnight. `now` in milliseconds since 1970.
 */
export function closesInMs({ opensAt, closesAt }: OpeningHours, now: number, timeZone: string): number | null {
  if (closesAt === null) return null
  const opens = minutesOf(opensAt ?? '00:00')
  const closes = minutesOf(closesAt)
  // Counted from its opening, a day that ends after midnight is like any other.
  const length = (closes - opens + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES
  const since = (wallMinutes(now, timeZone) - opens + DAY_MINUTES) % DAY_MINUTES
  return Math.max(0, length - since) * MINUTE_MS
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
