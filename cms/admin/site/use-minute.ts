import { useEffect, useState } from 'react'

const EVERY_MS = 15_000

/**
 * The time, kept up to date enough for "3 min ago". Milliseconds since 1970.
 *
 * @param drawn the server's time where it drew the page by it: the browser has to draw the same first
 */
export function useMinute(drawn: number): number
/** `null` until the page is in the browser: its clock and the server's would draw different texts. */
export function useMinute(): number | null
export function useMinute(drawn: number | null = null): number | null {
  const [now, setNow] = useState(drawn)
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
