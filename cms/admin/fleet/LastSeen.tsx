'use client'

import { useSite } from '../site/SiteContext'
import { SiteTime } from '../site/SiteTime'
import { useWords } from '../words/use-words'

interface LastSeenProps {
  readonly instant: string | null | undefined
  /** Milliseconds since 1970; `null` while it is not known. */
  readonly now: number | null
  readonly tenant?: unknown
}

/** `2 minutes ago`, and when that was. */
export function LastSeen({ instant, now, tenant }: LastSeenProps) {
  const site = useSite(tenant)
  const say = useWords()
  if (!instant) return <span className="ax-quiet">{say('never')}</span>
  return (
    <span className="ax-last-seen">
      {now !== null && <span>{site.ago(now - Date.parse(instant))}</span>}
      <span className="ax-quiet">
        <SiteTime instant={instant} tenant={tenant} />
      </span>
    </span>
  )
}
