/** Calls `run` when a person looks at the page again; a no-op where there is none. Returns the undo. */
export function onPageSeen(run: () => void): () => void {
  if (typeof window === 'undefined' || typeof document === 'undefined') return () => undefined
  const look = () => {
    if (document.visibilityState === 'visible') run()
  }
  window.addEventListener('focus', look)
  document.addEventListener('visibilitychange', look)
  return () => {
    window.removeEventListener('focus', look)
    document.removeEventListener('visibilitychange', look)
  }
}

/** Reports of one moment are one return, milliseconds: a phone that wakes up says all of them at once. */
const ONE_RETURN = 50

/**
 * Calls `run` when the page comes back to life: the network is there again, a person looks again, the browser wakes the page
 * up (`resume`) or takes it out of its history (`pageshow`). Its timers stood still meanwhile and its connections may be
 * gone. A no-op where there is no page. Returns the undo.
 */
export function onPageBack(run: () => void): () => void {
  if (typeof window === 'undefined' || typeof document === 'undefined') return () => undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const back = () => {
    clearTimeout(timer)
    timer = setTimeout(run, ONE_RETURN)
  }
  const shown = (event: PageTransitionEvent) => event.persisted && back()
  const seen = () => document.visibilityState === 'visible' && back()
  window.addEventListener('online', back)
  window.addEventListener('pageshow', shown)
  document.addEventListener('visibilitychange', seen)
  document.addEventListener('resume', back)
  return () => {
    clearTimeout(timer)
    window.removeEventListener('online', back)
    window.removeEventListener('pageshow', shown)
    document.removeEventListener('visibilitychange', seen)
    document.removeEventListener('resume', back)
  }
}
