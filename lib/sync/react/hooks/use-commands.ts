'use client'

import { useMemo } from 'react'
import type { Decision, RefusedCommand } from '../../commands/refused-command'
import type { ClientState } from '../client/state'
import { useClient } from '../context'
import { useTracked } from '../use-tracked'

export interface Commands {
  /** How many wait for the server's answer. */
  waiting: number
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
    return {
      waiting: (state: ClientState) => state.status.pendingCommands,
      refused: (state: ClientState) => state.refused,
      release: () => release,
    }
  }, [client])
  return useTracked<ClientState, Commands>(client, readers)
}
