const DAY_MS = 24 * 60 * 60 * 1000

/** `20260115` in the site's own time: an order's day is the day on the wall, not the day in Greenwich. */
export function siteDay(now: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return parts.format(now).replaceAll('-', '')
}

/** The first instant of the day that `now` is in at the site, milliseconds since 1970. `timeZone` is an IANA name. */
export function startOfSiteDay(now: number, timeZone: string): number {
  const wall = now + offsetAt(now, timeZone)
  const midnight = Math.floor(wall / DAY_MS) * DAY_MS
  // The clocks may have been changed since midnight: what counts is the offset that held then.
  const guess = midnight - offsetAt(now, timeZone)
  return midnight - offsetAt(guess, timeZone)
}

/** How far the site's wall clock is ahead of UTC at an instant, milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return wall - Math.floor(instant / 1000) * 1000
}
