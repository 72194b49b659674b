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

/** Calls `run` when the browser reports that the network is back; a no-op where nobody reports it. Returns the undo. */
export function onNetworkBack(run: () => void): () => void {
  const target = globalThis as { window?: EventTarget }
  const page = target.window
  if (!page || typeof page.addEventListener !== 'function') return () => undefined
  page.addEventListener('online', run)
  return () => page.removeEventListener('online', run)
}
