'use client'

import { useSite } from './SiteContext'

/** A time as the clock on the site's wall shows it, with its zone: never the zone of whoever looks. */
export function SiteTime({ instant, tenant }: { instant: string | null | undefined; tenant?: unknown }) {
  const site = useSite(tenant)
  if (!instant || Number.isNaN(Date.parse(instant))) return <span>—</span>
  const { time, zone } = site.time(instant)
  return (
    <time dateTime={instant} title={site.timeZone} className="ax-time">
      {time} <span className="ax-quiet">{zone}</span>
    </time>
  )
}
