import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'

/** Now, as the page's first picture has it (milliseconds since 1970): what a server drew must be drawn again the same. */
export const FirstMomentContext = createContext<number | null>(null)

/** Milliseconds from this machine's clock to the one all screens go by, the server's; 0 where both agree. */
export const ClockOffsetContext = createContext(0)

const tickers = new Map<number, { readonly listeners: Set<() => void>; timer: ReturnType<typeof setInterval> }>()

/** Calls `listener` every `interval` ms; one timer serves all. Returns what ends it. */
export function listenTo(interval: number, listener: () => void): () => void {
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

/** How `now` is read in steps of `interval` ms: the running one, and the one the page's first picture has. */
export function useMoment(interval: number): { now(): number; first(): number } {
  const first = useContext(FirstMomentContext)
  const offset = useContext(ClockOffsetContext)
  const step = (at: number) => Math.floor(at / interval) * interval
  return { now: () => step(Date.now() + offset), first: () => step(first ?? Date.now() + offset) }
}

/** Milliseconds since 1970 by the server's clock, moving on every `interval` ms (1000 for timers, 30000 for ages). */
export function useNow(interval: number): number {
  const { now, first } = useMoment(interval)
  const listen = useCallback((listener: () => void) => listenTo(interval, listener), [interval])
  return useSyncExternalStore(listen, now, first)
}
