import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Command, SyncEvent } from '@/lib/domain'
import { useConcerns, useRefusedCommands, useStatus, useStore, useToGiveBack } from '../store/use-station'
import { useToasts } from './Toasts'
import { subjectOf } from './use-command-words'

/** One or two taps that were late need no summary. */
const WORTH_SAYING = 3

/** A time without the server: what was done here, and what others have done. */
interface Away {
  /** Commands, by id. */
  readonly done: Map<string, Command>
  /** Orders that were done something to here, by every name they have. */
  readonly own: Set<string>
  /** Orders whose changes came afterwards. */
  readonly changed: Map<string, SyncEvent>
}

const nothing = (): Away => ({ done: new Map(), own: new Set(), changed: new Map() })

/**
 * Once everything that waited has been answered and the picture is current again: how much was sent, how many other cars have
 * changed meanwhile, and how much needs a person.
 */
export function useSentSummary(): void {
  const { t } = useTranslation()
  const { freshness, pendingCommands, cursor } = useStatus()
  const store = useStore()
  const toasts = useToasts()
  const needing = useRefusedCommands().length + useConcerns().length + useToGiveBack().length
  const away = useRef<Away | null>(null)
  const { kind } = freshness
  const log = cursor?.epoch ?? null
  const followed = useRef(log)
  useEffect(
    () =>
      store.onNews((events) => {
        for (const event of events) if (event.orderID) away.current?.changed.set(event.orderID, event)
      }),
    [store],
  )
  useEffect(() => {
    // What waited for another server is not sent by this one.
    if (followed.current !== null && followed.current !== log) away.current = null
    followed.current = log
    if (kind === 'stale') {
      away.current ??= nothing()
      for (const command of store.waiting) remember(away.current, command, subjectOf(command, store).orderID)
    }
    if (kind !== 'current' || pendingCommands > 0 || !away.current) return
    const { done, own, changed } = away.current
    away.current = null
    const count = [...done.keys()].filter((id) => !store.takenBack.has(id)).length
    if (count < WORTH_SAYING) return
    const others = [...changed.values()].filter((event) => !namesOf(event).some((name) => own.has(name))).length
    const parts = [
      t('outbox.sent', { count }),
      others > 0 ? t('outbox.changedMeanwhile', { count: others }) : null,
      needing > 0 ? t('attention.open', { count: needing }) : null,
    ]
    toasts.note(parts.filter(Boolean).join(' '))
  }, [kind, pendingCommands, log, needing, store, toasts, t])
}

function remember({ done, own }: Away, command: Command, orderID: string | null): void {
  done.set(command.id, command)
  if (orderID !== null) own.add(orderID)
  if ('takenAs' in command.payload && command.payload.takenAs) own.add(command.payload.takenAs)
}

/** The number of the order that an event is about, and what the station that took it calls it. */
function namesOf({ orderID, data }: SyncEvent): readonly string[] {
  const takenAs = 'order' in data ? data.order.takenAs : null
  return [orderID, takenAs].filter((name): name is string => typeof name === 'string')
}
