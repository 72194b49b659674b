'use client'

import { useEffect, useMemo } from 'react'
import type { Command, CommandPayload, CommandType } from '../../../domain'
import type { SendOptions } from '../../car-wash/make-command'
import type { RefusedCommand } from '../../car-wash/types'
import type { Decision } from '../../outbox/refused-command'
import type { Withdrawal } from '../../outbox/withdrawal'
import type { CommandOutcome } from '../client/command-outcomes'
import type { ClientState } from '../client/state'
import { prepareCommands } from '../client/sync-client'
import { useClient } from '../context'
import { rememberList, useTracked } from '../use-tracked'

/** A command that waits for the server's answer. */
export interface PendingCommand {
  readonly command: Command
  /** It has certainly not left this machine, and can be taken back. */
  readonly unsent: boolean
}

export interface Commands {
  /**
   * Sends a command (docs/commands.md) and resolves with what became of it: `done` or `refused` by the server, with its words and
   * the document as it is, or `kept` for sending while the server is not heard. Rejects where it cannot be kept, and with a
   * ZodError where it is no command there can be.
   */
  send: <T extends CommandType>(type: T, payload: CommandPayload<T>, options?: SendOptions) => Promise<CommandOutcome>
  /** What waits for the server's answer, oldest first. */
  pending: readonly PendingCommand[]
  /** How many wait for the server's answer. */
  waiting: number
  /** Ids of those that have certainly not left this machine, oldest first. */
  unsent: readonly string[]
  /** Takes unsent ones back, all of these or none, with nothing left behind that cannot be done without them. */
  withdraw: (commandIds: readonly string[]) => Promise<Withdrawal>
  /** What needs a person's attention: what the server refused, oldest first; kept, over reloads too, until `release` is told what a person decided. */
  refused: readonly RefusedCommand[]
  /** Resolves once it is no longer kept. */
  release: (commandId: string, decision: Decision) => Promise<void>
}

/** What was done here and is not settled: it waits for the server, or was refused and waits for a person. */
export function useCommands(): Commands {
  const client = useClient()
  useEffect(prepareCommands, [])
  const readers = useMemo(() => {
    const release = (commandId: string, decision: Decision) => client.release(commandId, decision)
    const withdraw = (commandIds: readonly string[]) => client.withdraw(commandIds)
    const pending = rememberPending()
    const send: Commands['send'] = (type, payload, options) => client.send(type, payload, options)
    return {
      send: () => send,
      pending,
      unsent: (state: ClientState) => state.unsent,
      withdraw: () => withdraw,
      waiting: (state: ClientState) => state.status.pendingCommands,
      refused: (state: ClientState) => state.refused,
      release: () => release,
    }
  }, [client])
  return useTracked<ClientState, Commands>(client, readers)
}

/** Each entry stays the same object while nothing in it changes. */
function rememberPending(): (state: ClientState) => readonly PendingCommand[] {
  let known = new Map<string, PendingCommand>()
  return rememberList((state: ClientState) => {
    const unsent = new Set(state.unsent)
    const list = state.waiting.map((command): PendingCommand => {
      const before = known.get(command.id)
      const is = unsent.has(command.id)
      return before?.unsent === is ? before : { command, unsent: is }
    })
    known = new Map(list.map((each) => [each.command.id, each]))
    return list
  })
}
