import { useState } from 'react'
import { usePollingFallback } from '@/lib/sync'

export function Polls() {
  const [times, setTimes] = useState(0)
  usePollingFallback(() => setTimes((before) => before + 1))
  return <p>{`Polled ${times} times because there was no stream`}</p>
}
