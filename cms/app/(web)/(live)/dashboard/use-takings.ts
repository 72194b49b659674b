import { useCallback, useEffect, useState } from 'react'
import { type Takings, takingsSchema } from '@/lib/domain/takings'
import { useDashboardSync } from '@/lib/sync'
import { useNow } from '@/lib/ui/clock'

/** The day ends without an event. */
const DAY_CHECK_MS = 5 * 60_000

export interface LiveTakings {
  readonly takings: Takings
  /** The last reading failed: the figure may be too low. */
  readonly old: boolean
}

/** Today's takings: read by the server with the page, read again when orders change. */
export function useTakings(first: Takings): LiveTakings {
  const [live, setLive] = useState<LiveTakings>({ takings: first, old: false })
  useEffect(() => setLive({ takings: first, old: false }), [first])
  const read = useCallback(async () => {
    try {
      const answer = await fetch('/dashboard/takings', { cache: 'no-store' })
      if (!answer.ok) throw new Error(`takings answered ${answer.status}`)
      setLive({ takings: takingsSchema.parse(await answer.json()), old: false })
    } catch {
      setLive(({ takings }) => ({ takings, old: true }))
    }
  }, [])
  useDashboardSync(read)
  const check = useNow(DAY_CHECK_MS)
  const [checked, setChecked] = useState(check)
  useEffect(() => {
    if (check === checked) return
    setChecked(check)
    void read()
  }, [check, checked, read])
  return live
}
