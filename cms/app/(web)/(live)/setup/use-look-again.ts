'use client'

import { useEffect } from 'react'
import { usePageOpening } from '../live/page-opening'

/** How often it is looked, milliseconds. */
const LOOK_MS = 4_000

/** Reads the page again and again while another machine has yet to do something and somebody may be looking. */
export function useLookAgain(waiting: boolean): void {
  const { look } = usePageOpening()
  useEffect(() => {
    if (!waiting) return
    const lookIfSeen = () => {
      if (!document.hidden) void look()
    }
    const timer = setInterval(lookIfSeen, LOOK_MS)
    // Whoever comes back from that machine need not wait.
    document.addEventListener('visibilitychange', lookIfSeen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', lookIfSeen)
    }
  }, [waiting, look])
}
