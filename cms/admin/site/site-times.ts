/** What the panel needs to know of a site to show its money and times. */
export interface SiteSettings {
  readonly tenantId: string
  readonly name: string
  /** ISO 4217. */
  readonly currency: string
  /** IANA name. */
  readonly timeZone: string
}

export const UNKNOWN_SITE: SiteSettings = { tenantId: '', name: '', currency: 'MYR', timeZone: 'Asia/Kuala_Lumpur' }

/** An instant on the site's wall: `25 Nov 2026, 21:15`, and the zone it is in: `GMT+8`. */
export function siteTime(instant: string, timeZone: string, locale: string): { time: string; zone: string } {
  const at = new Date(instant)
  const time = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at)
  const zone = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')
  return { time, zone: zone?.value ?? timeZone }
}

const UNITS = [
  ['day', 36 * 3_600_000, 86_400_000],
  ['hour', 90 * 60_000, 3_600_000],
  ['minute', 60_000, 60_000],
] as const

/** How long ago, in one unit a person would use: `now`, `12 minutes ago`, `3 hours ago`. Milliseconds. */
export function ago(milliseconds: number, locale: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const unit = UNITS.find(([, from]) => milliseconds >= from)
  return unit ? words.format(-Math.floor(milliseconds / unit[2]), unit[0]) : words.format(0, 'second')
}
