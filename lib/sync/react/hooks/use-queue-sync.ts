'use client'

import { useEffect, useMemo } from 'react'
import {
  type Command,
  type CommandPayload,
  commandSchema,
  newCommandId,
  QUEUE_IDS,
  type Queue,
  type QueueId,
} from '../../../domain'
import type { ClientState } from '../client/state'
import { useClient } from '../context'
import { rememberList, useTracked } from '../use-tracked'

/** What can be done to a queue: open or close it, or put an order before another (`null`: at the end). */
export type QueueUpdate = { readonly open: boolean } | { readonly orderID: string; readonly before: string | null }

export interface QueueSync {
  /** VIP, regular and remnant queue as the server last told them. */
  queues: Queue[]
  /** Resolves once the change is safely kept for sending; the list follows when the server has made it. */
  updateQueue: (queueId: QueueId, update: QueueUpdate) => Promise<void>
  isLoading: boolean
}

const QUEUE_EVENTS = { eventTypes: ['queue_update'] }

export function useQueueSync(): QueueSync {
  const client = useClient()
  useEffect(() => client.shares.need({}, QUEUE_EVENTS), [client])
  const readers = useMemo(() => {
    const queues = rememberList((state: ClientState) =>
      [...state.documents.queue.values()].sort((a, b) => QUEUE_IDS.indexOf(a.queueId) - QUEUE_IDS.indexOf(b.queueId)),
    )
    const updateQueue = (queueId: QueueId, update: QueueUpdate) => client.send(toCommand(queueId, update))
    return {
      queues: (state: ClientState) => queues(state) as Queue[],
      updateQueue: () => updateQueue,
      isLoading: (state: ClientState) => state.loading,
    }
  }, [client])
  return useTracked<ClientState, QueueSync>(client, readers)
}

/** @throws ZodError when the update names no order or queue there can be */
function toCommand(queue: QueueId, update: QueueUpdate): Command {
  const envelope = { id: newCommandId(), issuedAt: new Date().toISOString() }
  if ('open' in update) {
    return commandSchema.parse({ ...envelope, type: update.open ? 'queue.open' : 'queue.close', payload: { queue } })
  }
  const payload: CommandPayload<'queue.move'> = { queue, orderID: update.orderID, before: update.before }
  return commandSchema.parse({ ...envelope, type: 'queue.move', payload })
}
