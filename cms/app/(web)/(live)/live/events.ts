'use client'

import { useMemo } from 'react'
import { type SyncEvent, syncEventSchema } from '@/lib/domain'
import { useSyncManager } from '@/lib/sync'
import { parseEventId } from '@/lib/sync/protocol'

/** What the server read with the page and what has come since, newest first; `wanted` chooses, `limit` bounds. */
export function useEventsSince(
  first: readonly SyncEvent[],
  wanted: (event: SyncEvent) => boolean,
  limit: number,
): readonly SyncEvent[] {
  const { events } = useSyncManager()
  return useMemo(() => {
    const known = new Map<string, SyncEvent>()
    for (const event of events) {
      const read = syncEventSchema.safeParse(event)
      if (read.success && wanted(read.data)) known.set(read.data.id, read.data)
    }
    for (const event of first) if (wanted(event)) known.set(event.id, event)
    return [...known.values()].sort(newestFirst).slice(0, limit)
  }, [events, first, wanted, limit])
}

const seqOf = (event: SyncEvent) => parseEventId(event.id)?.seq ?? 0

/** Events of one change share a timestamp; their place in the log orders them. */
const newestFirst = (one: SyncEvent, other: SyncEvent) =>
  other.timestamp.localeCompare(one.timestamp) || seqOf(other) - seqOf(one)
