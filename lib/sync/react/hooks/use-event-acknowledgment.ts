'use client'

import { useMemo } from 'react'
import { isFrame } from '../client/event-list'
import type { ClientState } from '../client/state'
import type { SyncClient } from '../client/sync-client'
import { useClient } from '../context'
import type { EventType, SyncEvent } from '../types'
import { rememberList, useTracked } from '../use-tracked'

export interface EventAcknowledgment {
  unacknowledgedEvents: SyncEvent[]
  unacknowledgedCount: number
  acknowledgeEvent: (eventId: string) => void
  acknowledgeAll: () => void
  acknowledgeByType: (eventType: EventType) => void
}

/** Which events somebody has seen. Frames of the stream need no acknowledgement. */
export function useEventAcknowledgment(): EventAcknowledgment {
  const client = useClient()
  const readers = useMemo(() => readersFor(client), [client])
  return useTracked<ClientState, EventAcknowledgment>(client, readers)
}

function readersFor(client: SyncClient) {
  const open = rememberList((state: ClientState) =>
    state.events.filter((event) => !event.metadata.acknowledged && !isFrame(event)),
  )
  const acknowledge = (wanted: (event: SyncEvent) => boolean) =>
    client.acknowledge(
      client
        .getState()
        .events.filter(wanted)
        .map((event) => event.id),
    )
  const actions = {
    one: (eventId: string) => client.acknowledge([eventId]),
    all: () => acknowledge(() => true),
    byType: (eventType: EventType) => acknowledge((event) => event.eventType === eventType),
  }
  return {
    unacknowledgedEvents: (state: ClientState) => open(state) as SyncEvent[],
    unacknowledgedCount: (state: ClientState) => open(state).length,
    acknowledgeEvent: () => actions.one,
    acknowledgeAll: () => actions.all,
    acknowledgeByType: () => actions.byType,
  }
}
