import { createContext, useCallback, useContext } from 'react'
import { type Command, type CommandPayload, type CommandType, commandSchema, newCommandId } from '@/lib/domain'
import type { StationSource } from '@/lib/sync/engine'
import { useStore } from './use-station'

export const SourceContext = createContext<StationSource | null>(null)

export function useSource(): StationSource {
  const source = useContext(SourceContext)
  if (!source) throw new Error('no source: the screen stands outside of <Station>')
  return source
}

/** Who stands at the station, by id, as of the moment a command is sent. */
export const PersonContext = createContext<{ readonly current: string | undefined }>({ current: undefined })

export interface SendOptions {
  /** Where the sender has made it already. */
  readonly id?: Command['id']
  /** Version of the document the person saw. */
  readonly expectVersion?: number
  /** Since when it holds, where that is not now: ISO 8601. */
  readonly asOf?: string
  /** Who of the team approved it, by id. */
  readonly approvedBy?: string | undefined
  /** It was refused, and a person has decided to have it done all the same. */
  readonly confirmed?: true
}

export type Send = <T extends CommandType>(
  type: T,
  payload: CommandPayload<T>,
  options?: SendOptions,
) => Promise<string>

/** Sends a command and shows its effect at once. Resolves with the command's id once it is safely kept; rejects if not. */
export function useSend(): Send {
  const source = useSource()
  const store = useStore()
  const person = useContext(PersonContext)
  return useCallback(
    async (type, payload, options) => {
      const command: Command = commandSchema.parse({
        id: options?.id ?? newCommandId(),
        issuedAt: options?.asOf ?? new Date().toISOString(),
        type,
        payload,
        ...(person.current === undefined ? {} : { person: person.current }),
        ...(options?.approvedBy === undefined ? {} : { approvedBy: options.approvedBy }),
        ...(options?.confirmed ? { confirmedAt: new Date().toISOString() } : {}),
        ...(options?.expectVersion === undefined ? {} : { expect: { version: options.expectVersion } }),
      })
      if (store.refuses(command)) return command.id
      store.expect(command)
      try {
        await source.send(command)
      } catch (error) {
        store.forget(command.id)
        throw error
      }
      return command.id
    },
    [source, store, person],
  )
}
