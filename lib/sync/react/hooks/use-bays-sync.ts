'use client'

import { useEffect } from 'react'
import type { Bay } from '../../../domain'
import type { ClientState } from '../client/state'
import { useClient } from '../context'
import { type Readers, rememberList, useTracked } from '../use-tracked'

export interface BaysSync {
  /** In the order they stand. */
  bays: Bay[]
  isLoading: boolean
}

const bays = rememberList((state: ClientState) =>
  [...state.documents.bay.values()].sort((a, b) => a.position - b.position),
)

const READERS: Readers<ClientState, BaysSync> = {
  bays: (state) => bays(state) as Bay[],
  isLoading: (state) => state.loading,
}

/** All washing bays, live. */
export function useBaysSync(): BaysSync {
  const client = useClient()
  useEffect(() => client.shares.need({}, { eventTypes: ['queue_update'] }), [client])
  return useTracked(client, READERS)
}
