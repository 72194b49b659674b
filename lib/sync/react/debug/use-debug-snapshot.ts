import { useEffect, useState } from 'react'
import type { DebugSnapshot, SyncDebugSource } from './debug-source'

/** Seconds of events per second that the chart shows. */
const SAMPLES = 60

export interface DebugView {
  readonly snapshot: DebugSnapshot | null
  /** Events per second, one value a second, newest last. */
  readonly rates: readonly number[]
  /** Milliseconds since 1970, for countdowns. */
  readonly now: number
}

/** Looks at the source once a second and soon after each change, at most ten times a second. */
export function useDebugSnapshot(source: SyncDebugSource): DebugView {
  const [view, setView] = useState<DebugView>({ snapshot: null, rates: [], now: 0 })
  useEffect(() => {
    let stopped = false
    let soon: ReturnType<typeof setTimeout> | null = null
    const look = async (tick: boolean) => {
      const snapshot = await source.read()
      if (stopped) return
      setView(({ rates }) => ({
        snapshot,
        now: Date.now(),
        rates: tick ? [...rates.slice(1 - SAMPLES), snapshot.metrics?.eventsPerSecond ?? 0] : rates,
      }))
    }
    const changed = () => {
      soon ??= setTimeout(() => {
        soon = null
        void look(false)
      }, 100)
    }
    void look(true)
    const unsubscribe = source.subscribe(changed)
    const ticker = setInterval(() => void look(true), 1_000)
    return () => {
      stopped = true
      unsubscribe()
      clearInterval(ticker)
      if (soon !== null) clearTimeout(soon)
    }
  }, [source])
  return view
}
