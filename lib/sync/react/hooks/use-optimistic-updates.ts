'use client'

import { useCallback, useMemo, useState } from 'react'
import { useClient } from '../context'
import type { SyncEvent } from '../types'

export interface OptimisticUpdates<T> {
  /** `initialData` with the pending updates on top. */
  data: T
  applyOptimisticUpdate: (event: SyncEvent) => void
  /** Takes one update back; those made after it stay. */
  rollbackUpdate: (eventId: string) => void
  /** The server's data now contains this update. */
  confirmUpdate: (eventId: string) => void
  clearOptimisticUpdates: () => void
  hasPendingUpdates: boolean
}

/** Shows a change before the server has confirmed it. New `initialData` goes below the updates still pending. */
export function useOptimisticUpdates<T>(
  initialData: T,
  updateFunction: (data: T, event: SyncEvent) => T,
): OptimisticUpdates<T> {
  useClient()
  const [pending, setPending] = useState<readonly SyncEvent[]>([])
  const apply = useCallback((event: SyncEvent) => setPending((events) => [...events, event]), [])
  const drop = useCallback((id: string) => setPending((events) => events.filter((event) => event.id !== id)), [])
  const clear = useCallback(() => setPending([]), [])
  const data = useMemo(() => pending.reduce(updateFunction, initialData), [pending, updateFunction, initialData])
  return {
    data,
    applyOptimisticUpdate: apply,
    rollbackUpdate: drop,
    confirmUpdate: drop,
    clearOptimisticUpdates: clear,
    hasPendingUpdates: pending.length > 0,
  }
}
