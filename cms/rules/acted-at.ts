/** No action is taken to be older than this; a station's journal may hold back a night, not a year. */
const OLDEST_MS = 7 * 24 * 3_600_000

/** How long ago a person acted, milliseconds: of the client's clock only the time between its two instants counts. */
export function ageOf(issuedAt: string, sentAt: string | undefined, now: number): number {
  return Math.max((sentAt === undefined ? now : Date.parse(sentAt)) - Date.parse(issuedAt), 0)
}

/**
 * When a person acted, in the server's time (milliseconds since 1970).
 * Work done offline reaches the server late, and a station's clock may be wrong: with `sentAt` only the age of the
 * action is taken from the station's clock, never its idea of the time.
 */
export function actedAt(issuedAt: string, sentAt: string | undefined, now: number): number {
  return now - Math.min(ageOf(issuedAt, sentAt, now), OLDEST_MS)
}
