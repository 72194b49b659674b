import { useEffect, useState } from 'react'
import type { DebugSnapshot } from '../../debug/debug-feed'
import type { SyncDebugSource } from './debug-source'

/** Seconds that the charts over time show. */
const SAMPLES = 60
/** Milliseconds between two looks, whatever happens: a burst of events costs ten drawings a second. */
const SOONEST = 100

/** Figures of one second. */
export interface DebugSample {
  /** Events in it. */
  readonly events: number
  /** Mean latency as it then was, milliseconds. */
  readonly latency: number
}

export interface DebugView {
  readonly snapshot: DebugSnapshot | null
  /** One a second, newest last. */
  readonly samples: readonly DebugSample[]
  /** Milliseconds since 1970, for countdowns. */
  readonly now: number
  /** Why the source cannot be read; `null` while it can. */
  readonly failure: string | null
}

const NOTHING: DebugView = { snapshot: null, samples: [], now: 0, failure: null }

/** Looks at the source once a second and soon after each change. */
export function useDebugSnapshot(source: SyncDebugSource): DebugView {
  const [view, setView] = useState(NOTHING)
  useEffect(() => {
    let stopped = false
    let soon: ReturnType<typeof setTimeout> | null = null
    let looking = false
    let counted: number | null = null
    const look = async (tick: boolean) => {
      // A source that is slow to answer is not asked again meanwhile.
      if (looking) return
      looking = true
      try {
        const snapshot = await source.read()
        if (stopped) return
        const sample = tick ? sampleOf(snapshot, counted) : null
        if (tick) counted = snapshot.metrics?.totalEvents ?? null
        setView(({ samples }) => ({
          snapshot,
          now: Date.now(),
          samples: sample ? [...samples.slice(1 - SAMPLES), sample] : samples,
          failure: null,
        }))
      } catch (error) {
        const failure = error instanceof Error ? error.message : String(error)
        if (!stopped) setView((before) => ({ ...before, failure }))
      } finally {
        looking = false
      }
    }
    const changed = () => {
      soon ??= setTimeout(() => {
        soon = null
        void look(false)
      }, SOONEST)
    }
    const unsubscribe = source.subscribe(changed)
    void look(true)
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

function sampleOf({ metrics }: DebugSnapshot, counted: number | null): DebugSample | null {
  if (!metrics) return null
  const { totalEvents, latencies } = metrics
  // A total that went back is another engine's: it begins anew.
  const events = counted === null ? 0 : Math.max(0, totalEvents - counted)
  return {
    events,
    latency: latencies.length === 0 ? 0 : latencies.reduce((sum, each) => sum + each, 0) / latencies.length,
  }
}
