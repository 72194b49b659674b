'use client'

import { useSite } from '../site/SiteContext'
import { SiteTime } from '../site/SiteTime'
import { useMinute } from '../site/use-minute'

/** `2 min ago`, and when that was. */
export function LastSeen({ instant, tenant }: { instant: string | null | undefined; tenant?: unknown }) {
  const site = useSite(tenant)
  const now = useMinute()
  if (!instant) return <span className="ax-quiet">never</span>
  const age = now - Date.parse(instant)
  return (
    <span className="ax-last-seen">
      <span>{age < 60_000 ? 'just now' : `${site.age(age)} ago`}</span>
      <span className="ax-quiet">
        <SiteTime instant={instant} tenant={tenant} />
      </span>
    </span>
  )
}
