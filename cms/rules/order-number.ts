/** `20260115` in the site's own time: an order's day is the day on the wall, not the day in Greenwich. */
export function siteDay(now: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return parts.format(now).replaceAll('-', '')
}

/** `AX-20260115-0001`; a site's ten-thousandth order of a day takes a fifth digit. */
export function formatOrderNumber(day: string, count: number): string {
  return `AX-${day}-${String(count).padStart(4, '0')}`
}
