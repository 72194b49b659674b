import { createContext, use, useEffect, useState } from 'react'

/** The server's time when it drew the page, milliseconds since 1970. */
export const MomentContext = createContext(0)

/** The present time, by the half minute. The first render has the server's, so that both sides draw the same. */
export function useMoment(): number {
  const drawn = use(MomentContext)
  const [now, setNow] = useState(drawn)
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
