'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useEffect } from 'react'

/** How often it is looked, milliseconds. */
const LOOK_MS = 4_000

/** Reads the page again and again while another machine has yet to do something and somebody may be looking. */
export function useLookAgain(waiting: boolean): void {
  const router = useRouter()
  useEffect(() => {
    if (!waiting) return
    const look = () => {
      if (!document.hidden) startTransition(() => router.refresh())
    }
    const timer = setInterval(look, LOOK_MS)
    // Whoever comes back from that machine need not wait.
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [waiting, router])
}
