import { useCallback, useMemo, useState } from 'react'
import type { Queue, QueueId } from '@/lib/domain'
import { useCommands, useQueueSync } from '@/lib/sync'

export interface QueueDoors {
  /** Queues whose change the server has not answered yet. */
  readonly waiting: ReadonlySet<QueueId>
  /** The last change could not even be kept for sending. */
  readonly failed: boolean
  readonly toggle: (queue: Queue) => void
}

/** Opening and closing of queues. A change counts once the server's own picture shows it. */
export function useQueueDoors(queues: readonly Queue[]): QueueDoors {
  const { updateQueue } = useQueueSync()
  const { refused } = useCommands()
  const [asked, setAsked] = useState<ReadonlyMap<QueueId, { readonly open: boolean; readonly version: number }>>(
    () => new Map(),
  )
  const [failed, setFailed] = useState(false)
  const toggle = useCallback(
    ({ queueId, open, version }: Queue) => {
      setFailed(false)
      setAsked((before) => new Map(before).set(queueId, { open: !open, version }))
      updateQueue(queueId, { open: !open }).catch(() => {
        setFailed(true)
        setAsked((before) => new Map([...before].filter(([id]) => id !== queueId)))
      })
    },
    [updateQueue],
  )
  const waiting = useMemo(() => {
    // Any newer state of the queue is the server's answer, also where somebody else's change came in between.
    const open = queues.filter(({ queueId, version }) => asked.get(queueId)?.version === version)
    const answered = refused.map(({ command: { payload } }) => ('queue' in payload ? payload.queue : null))
    return new Set(open.map(({ queueId }) => queueId).filter((queueId) => !answered.includes(queueId)))
  }, [queues, asked, refused])
  return { waiting, failed, toggle }
}
