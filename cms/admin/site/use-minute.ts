import { useEffect, useState } from 'react'

const EVERY_MS = 15_000

/** The time, kept up to date enough for "3 min ago". Milliseconds since 1970. */
export function useMinute(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
