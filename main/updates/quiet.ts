/** Local hours between which a station may restart by itself. */
const NIGHT = { from: 1, to: 5 } as const
/** Milliseconds without a touch and without an event of the site. */
const QUIET = 30 * 60_000

/**
 * Whether a station may restart by itself: it is night, nobody has touched it for half an hour, and nothing has happened
 * at its site meanwhile, so that no other station needs the server it may host.
 *
 * @param now local time
 * @param stillFor milliseconds since the last touch or event
 */
export function isQuiet(now: Date, stillFor: number): boolean {
  const hour = now.getHours()
  return hour >= NIGHT.from && hour < NIGHT.to && stillFor >= QUIET
}
