import { useState } from 'react'
import { useDashboardSync } from '@/lib/sync'

export function Refreshes() {
  const [times, setTimes] = useState(0)
  useDashboardSync(() => setTimes((before) => before + 1))
  return <p>{`Refreshed ${times} times`}</p>
}
