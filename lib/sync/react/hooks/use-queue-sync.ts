'use client'

import { useEffect, useMemo } from 'react'
import { QUEUE_IDS, type Queue, type QueueId } from '../../../domain'
import type { CommandOutcome } from '../client/command-outcomes'
import type { ClientState } from '../client/state'
import { prepareCommands, type SyncClient } from '../client/sync-client'
import { useClient } from '../context'
import { rememberList, useTracked } from '../use-tracked'

/** What can be done to a queue: open or close it, or put an order before another (`null`: at the end). */
export type QueueUpdate = { readonly open: boolean } | { readonly orderID: string; readonly before: string | null }

export interface QueueSync {
  /** VIP, regular and remnant queue as the server last told them. */
  queues: Queue[]
  /**
   * Resolves with what became of it: `done` or `refused` by the server, or `kept` for sending while the server is not heard; the
   * list follows when the server has made it. Rejects with a ZodError where the update names no order or queue there can be.
   */
  updateQueue: (queueId: QueueId, update: QueueUpdate) => Promise<CommandOutcome>
  isLoading: boolean
}

const QUEUE_EVENTS = { eventTypes: ['queue_update'] }

export function useQueueSync(): QueueSync {
  const client = useClient()
  useEffect(() => client.shares.need({}, QUEUE_EVENTS), [client])
  useEffect(prepareCommands, [])
  const readers = useMemo(() => {
    const queues = rememberList((state: ClientState) =>
      [...state.documents.queue.values()].sort((a, b) => QUEUE_IDS.indexOf(a.queueId) - QUEUE_IDS.indexOf(b.queueId)),
    )
    const updateQueue = (queueId: QueueId, update: QueueUpdate) => send(client, queueId, update)
    return {
      queues: (state: ClientState) => queues(state) as Queue[],
      updateQueue: () => updateQueue,
      isLoading: (state: ClientState) => state.loading,
    }
  }, [client])
  return useTracked<ClientState, QueueSync>(client, readers)
}

function send(client: SyncClient, queue: QueueId, update: QueueUpdate): Promise<CommandOutcome> {
  if ('open' in update) return client.send(update.open ? 'queue.open' : 'queue.close', { queue })
  return client.send('queue.move', { queue, orderID: update.orderID, before: update.before })
}
