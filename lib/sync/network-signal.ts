/** Calls `run` when the browser reports that the network is back; a no-op where nobody reports it. Returns the undo. */
export function onNetworkBack(run: () => void): () => void {
  const target = globalThis as { window?: EventTarget }
  const page = target.window
  if (!page || typeof page.addEventListener !== 'function') return () => undefined
  page.addEventListener('online', run)
  return () => page.removeEventListener('online', run)
}
