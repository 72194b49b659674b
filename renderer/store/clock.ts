import { createContext, useContext, useSyncExternalStore } from 'react'

/** Now, as the page's first picture has it (milliseconds since 1970): what a server drew must be drawn again the same. */
export const FirstMomentContext = createContext<number | null>(null)

const tickers = new Map<number, { readonly listeners: Set<() => void>; timer: ReturnType<typeof setInterval> }>()

function listenTo(interval: number, listener: () => void): () => void {
  let ticker = tickers.get(interval)
  if (!ticker) {
    const listeners = new Set<() => void>()
    ticker = { listeners, timer: setInterval(() => [...listeners].forEach((tell) => void tell()), interval) }
    tickers.set(interval, ticker)
  }
  const { listeners, timer } = ticker
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    tickers.delete(interval)
  }
}

/** Milliseconds since 1970, moving on every `interval` ms (1000 for timers, 30000 for ages); one timer serves all. */
export function useNow(interval: number): number {
  const first = useContext(FirstMomentContext)
  return useSyncExternalStore(
    (listener) => listenTo(interval, listener),
    () => Math.floor(Date.now() / interval) * interval,
    () => Math.floor((first ?? Date.now()) / interval) * interval,
  )
}
