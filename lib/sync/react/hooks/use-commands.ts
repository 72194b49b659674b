'use client'

import { useMemo } from 'react'
import type { RefusedCommand } from '../../car-wash/types'
import type { Decision } from '../../outbox/refused-command'
import type { Withdrawal } from '../../outbox/withdrawal'
import type { ClientState } from '../client/state'
import { useClient } from '../context'
import { useTracked } from '../use-tracked'

export interface Commands {
  /** How many wait for the server's answer. */
  waiting: number
  /** Ids of those that have certainly not left this machine, oldest first. */
  unsent: readonly string[]
  /** Takes unsent ones back, all of these or none, with nothing left behind that cannot be done without them. */
  withdraw: (commandIds: readonly string[]) => Promise<Withdrawal>
  /** What the server refused, oldest first; kept, over reloads too, until `release` is told what a person decided. */
  refused: readonly RefusedCommand[]
  /** Resolves once it is no longer kept. */
  release: (commandId: string, decision: Decision) => Promise<void>
}

/** What was done here and is not settled: it waits for the server, or was refused and waits for a person. */
export function useCommands(): Commands {
  const client = useClient()
  const readers = useMemo(() => {
    const release = (commandId: string, decision: Decision) => client.release(commandId, decision)
    const withdraw = (commandIds: readonly string[]) => client.withdraw(commandIds)
    return {
      unsent: (state: ClientState) => state.unsent,
      withdraw: () => withdraw,
      waiting: (state: ClientState) => state.status.pendingCommands,
      refused: (state: ClientState) => state.refused,
      release: () => release,
    }
  }, [client])
  return useTracked<ClientState, Commands>(client, readers)
}
