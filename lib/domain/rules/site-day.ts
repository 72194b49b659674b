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

/** The first instant of a day of the site (`20260115`) and that of the next, milliseconds since 1970. */
export function siteDaySpan(day: string, timeZone: string): { readonly from: number; readonly to: number } {
  const noon = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6)), 12)
  const at = noon - offsetAt(noon, timeZone)
  // A day has 23 to 25 hours: a day after its noon is the next one's.
  return { from: startOfSiteDay(at, timeZone), to: startOfSiteDay(at + DAY_MS, timeZone) }
}

/** As `siteDaySpan`, from the first instant of one day to the last of another. */
export const siteDaysSpan = (day: string, until: string, timeZone: string): ReturnType<typeof siteDaySpan> => ({
  from: siteDaySpan(day, timeZone).from,
  to: siteDaySpan(until, timeZone).to,
})

/** The days from one to another, both with it. */
export function* daysUntil(day: string, until: string): Generator<string, undefined> {
  const at = (of: string) => Date.UTC(Number(of.slice(0, 4)), Number(of.slice(4, 6)) - 1, Number(of.slice(6)))
  for (let moment = at(day); moment <= at(until); moment += DAY_MS)
    yield new Date(moment).toISOString().slice(0, 10).replaceAll('-', '')
}

/** Reads the day of the site off its calendar at an instant, `20260115`. One calendar reads many, as with `siteHours`. */
export function siteDays(timeZone: string): (instant: string) => string {
  const calendar = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return (instant) => calendar.format(Date.parse(instant)).replaceAll('-', '')
}

/** Reads the hour off the site's clock at an instant: `00` to `23`. One clock reads many: to make it takes longer than to read it. */
export function siteHours(timeZone: string): (instant: string) => string {
  const clock = new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', hour: '2-digit' })
  return (instant) => clock.format(Date.parse(instant)).padStart(2, '0')
}

/** The minute of the day on the site's clock, 0 to 1439. */
export function wallMinutes(now: number, timeZone: string): number {
  const wall = now + offsetAt(now, timeZone)
  return Math.floor((wall % DAY_MS) / 60_000)
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
