import { useCallback, useEffect, useState } from 'react'
import { type Choice, type Choices, choiceSchema } from '@/lib/domain/pairing'
import type { StationRole } from '@/lib/domain/roles'
import type { PairedMachine, StationBridge } from '@/preload/contract'
import { readStationError, useStationReason } from '../../frame/station-error'

/** What this machine is to be for, where its code leaves that open. */
export interface MachineChoice {
  /** `null` until the server has told, and after the choice has ended. */
  readonly choices: (Choices & { /** ISO 8601, by this machine's clock. */ readonly until: string }) | null
  readonly role: StationRole | null
  readonly bay: string | null
  readonly select: (part: { readonly role?: StationRole; readonly bay?: string }) => void
  /** `null` until what is selected can be sent. */
  readonly ready: Choice | null
  readonly isBusy: boolean
  readonly failed: string | null
  /** There is nothing to choose any more: a new code is needed. */
  readonly isOver: boolean
  readonly look: () => void
  /** `null` where it was refused. */
  readonly send: () => Promise<PairedMachine | null>
}

/** @param isAsked the choice is on the screen */
export function useMachineChoice(bridge: StationBridge, isAsked: boolean): MachineChoice {
  const reason = useStationReason()
  const [choices, setChoices] = useState<MachineChoice['choices']>(null)
  const [selected, setSelected] = useState<{ role: StationRole | null; bay: string | null }>({ role: null, bay: null })
  const [isBusy, setBusy] = useState(false)
  const [failed, setFailed] = useState<{ readonly reason: string; readonly isOver: boolean } | null>(null)

  const ask = useCallback(
    async <Answer>(asking: () => Promise<Answer>): Promise<Answer | null> => {
      setBusy(true)
      setFailed(null)
      try {
        return await asking()
      } catch (error) {
        const code = readStationError(error)
        const isOver = code === 'choice_over' || code === 'already_chosen' || code === 'no_key'
        setFailed({ reason: reason(error), isOver })
        if (isOver) setChoices(null)
        return null
      } finally {
        setBusy(false)
      }
    },
    [reason],
  )
  const look = useCallback(async () => {
    const told = await ask(() => bridge.request('setup:choices'))
    if (!told) return
    setChoices({ ...told, until: new Date(Date.now() + told.secondsLeft * 1000).toISOString() })
    const [only] = told.roles
    setSelected((before) => ({
      role: told.roles.length === 1 && only ? only : before.role,
      bay: told.bays.some(({ bayId }) => bayId === before.bay) ? before.bay : null,
    }))
  }, [ask, bridge])
  useEffect(() => {
    if (isAsked) void look()
  }, [isAsked, look])

  const { role, bay } = selected
  const ready = choiceSchema.safeParse({ role, bay: role === 'bay' ? bay : null }).data ?? null
  return {
    choices,
    role,
    bay,
    select: (part) => setSelected((before) => ({ ...before, ...part })),
    ready,
    isBusy,
    failed: failed?.reason ?? null,
    isOver: failed?.isOver ?? false,
    look: () => void look(),
    send: () => (ready ? ask(() => bridge.request('setup:choose', ready)) : Promise.resolve(null)),
  }
}
