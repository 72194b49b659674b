'use client'

import { useSite } from '../site/SiteContext'
import { SiteTime } from '../site/SiteTime'
import { useMinute } from '../site/use-minute'

/** `2 minutes ago`, and when that was. */
export function LastSeen({ instant, tenant }: { instant: string | null | undefined; tenant?: unknown }) {
  const site = useSite(tenant)
  const now = useMinute()
  if (!instant) return <span className="ax-quiet">never</span>
  return (
    <span className="ax-last-seen">
      <span>{site.ago(now - Date.parse(instant))}</span>
      <span className="ax-quiet">
        <SiteTime instant={instant} tenant={tenant} />
      </span>
    </span>
  )
}
