import { useTranslation } from 'react-i18next'
import { idOfNextTry, newCommandId } from '@/lib/domain'
import type { RefusedCommand } from '@/lib/sync/engine'
import { useHost, useSettings } from '../host'
import { useSend, useSource } from '../store/use-command'
import { useStore } from '../store/use-station'
import { AttentionRow } from './AttentionRow'
import { useChangeOrder } from './change-order'
import { useToasts } from './Toasts'
import { useRefusalWords } from './use-act'
import { subjectOf } from './use-command-words'
import { useDoAgain } from './use-do-again'
import { useOwnName } from './use-own-name'

const OTHER_SENDER = 'rules.command.other_sender'

export interface RefusedActionProps {
  readonly refused: RefusedCommand
  /** Its place in the list. */
  readonly place: number
  readonly onLeave: () => void
}

/** One action of this station or browser that the server refused. */
export function RefusedAction({ refused, place, onLeave }: RefusedActionProps) {
  const { command, answer } = refused
  const { t } = useTranslation()
  const source = useSource()
  const send = useSend()
  const store = useStore()
  const host = useHost()
  const { settings } = useSettings()
  const toasts = useToasts()
  const why = useRefusalWords()
  const doAgain = useDoAgain()
  const changeOrder = useChangeOrder()
  const by = useOwnName()
  // What was handed over has an id of its own: under the next one the desk does the action itself.
  const next = () => (command.type === 'concern.raise' ? newCommandId() : idOfNextTry(command.id))
  // It was done again in another window: another time would do it twice.
  const isAnothers = answer.reason === OTHER_SENDER
  // At the desk itself there is nobody else to hand it to, and what was handed over is not handed over again.
  const canHandOver = settings.role !== 'cashier' || host.session !== null
  const handOver = async () => {
    const { orderID, plate } = subjectOf(command, store)
    const about = { orderID, plate: plate?.slice(0, 32) ?? null }
    const text = { action: JSON.stringify(command), answer: JSON.stringify(answer) }
    // The id of doing it again: in two windows at once it is either done again or handed over.
    await send('concern.raise', { concernId: command.id, about, ...text }, { id: next() })
    await source.release(command.id, 'handed_over')
    toasts.done(t('attention.handedOver'))
    return 'gone' as const
  }
  const again = async () => {
    if (!(await doAgain(refused, next()))) return 'stays' as const
    await source.release(command.id, 'done_again')
    return 'gone' as const
  }
  return (
    <AttentionRow
      refused={refused}
      by={by}
      place={place}
      onLeave={onLeave}
      again={isAnothers ? null : again}
      discard={async (decision) => {
        await source.release(command.id, decision)
        return 'gone'
      }}
      change={
        command.type === 'order.create' && changeOrder
          ? () =>
              changeOrder(command.payload, { why: why(answer), settle: () => source.release(command.id, 'done_again') })
          : null
      }
      handOver={canHandOver && command.type !== 'concern.raise' && command.type !== 'concern.settle' ? handOver : null}
    />
  )
}
