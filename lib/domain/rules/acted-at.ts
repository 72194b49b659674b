const DAY_MS = 24 * 3_600_000
/** No action is taken to be older than this; a station's journal may hold back a night, not a year. */
const OLDEST_MS = 7 * DAY_MS
/** Nor one that a person has looked at again and says was then. */
const OLDEST_CONFIRMED_MS = 366 * DAY_MS

/** How long ago a person acted, milliseconds: of the client's clock only the time between its two instants counts. */
export function ageOf(issuedAt: string, sentAt: string | undefined, now: number): number {
  return Math.max((sentAt === undefined ? now : Date.parse(sentAt)) - Date.parse(issuedAt), 0)
}

/**
 * When a person acted, in the server's time (milliseconds since 1970).
 * Work done offline reaches the server late, and a station's clock may be wrong: with `sentAt` only the age of the
 * action is taken from the station's clock, never its idea of the time.
 */
export function actedAt(issuedAt: string, sentAt: string | undefined, now: number, isConfirmed = false): number {
  return now - Math.min(ageOf(issuedAt, sentAt, now), isConfirmed ? OLDEST_CONFIRMED_MS : OLDEST_MS)
}
