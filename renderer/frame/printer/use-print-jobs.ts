import { useEffect, useState } from 'react'
import type { StationBridge } from '@/preload/contract'
import type { PrintJob } from '@/preload/printing'

const NONE: readonly PrintJob[] = []

/** What the printer of receipts has not done, the oldest first; nothing in a browser, which has no such printer. */
export function usePrintJobs(bridge: StationBridge | null): readonly PrintJob[] {
  const [jobs, setJobs] = useState(NONE)
  useEffect(() => {
    if (!bridge) return
    let told = false
    const stop = bridge.on('printer:changed', (list) => {
      told = true
      setJobs(list)
    })
    bridge.request('printer:jobs').then(
      (list) => !told && setJobs(list ?? NONE),
      () => undefined,
    )
    return () => {
      told = true
      stop()
    }
  }, [bridge])
  return jobs
}

/** Whether a person has to see to it: it is not merely on its way. */
export function isStuck({ state, trouble }: PrintJob): boolean {
  return state === 'doubtful' || state === 'missed' || (state === 'waiting' && trouble !== null)
}
