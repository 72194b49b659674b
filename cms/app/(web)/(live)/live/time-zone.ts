/** The viewer's zone, so that the server's first picture has the viewer's times. */
export const TIME_ZONE_COOKIE = 'ax-time-zone'
const YEAR_SECONDS = 365 * 24 * 60 * 60

export function keepTimeZone(timeZone: string): void {
  const value = encodeURIComponent(timeZone)
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that opens this page
  document.cookie = `${TIME_ZONE_COOKIE}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`
}

/** The zone a cookie names, if there is such a zone; otherwise `site`, that of the site. */
export function readTimeZone(cookie: string | undefined, site: string): string {
  if (!cookie || cookie.length > 64) return site
  try {
    const timeZone = decodeURIComponent(cookie)
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    return site
  }
}
