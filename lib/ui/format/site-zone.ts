import { createContext } from 'react'

/** The time zone of the site (IANA); `undefined` until it is known: then the machine's. */
export const SiteZoneContext = createContext<string | undefined>(undefined)

/** The site's zone where its clock shows another time than this machine's, `null` where both agree. */
export function otherZone(zone: string | undefined, at: number): string | null {
  if (zone === undefined) return null
  const clock = (timeZone?: string) =>
    new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at)
  return clock(zone) === clock() ? null : zone
}
