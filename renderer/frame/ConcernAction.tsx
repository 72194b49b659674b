import { useTranslation } from 'react-i18next'
import { type Concern, idOfNextTry } from '@/lib/domain'
import { type RefusedCommand, refusedCommandSchema } from '@/lib/sync/engine'
import { Button } from '@/lib/ui/design/Button'
import { Plate } from '@/lib/ui/design/Plate'
import { actorWords } from '@/lib/ui/words/event-words'
import { usePeople } from '../screens/use-people'
import { useSend } from '../store/use-command'
import { AttentionRow } from './AttentionRow'
import { useChangeOrder } from './change-order'
import { useAct, useRefusalWords } from './use-act'
import { useDoAgain } from './use-do-again'

export interface ConcernActionProps {
  readonly concern: Concern
  /** Its place in the list. */
  readonly place: number
  readonly onLeave: () => void
}

/** One action that somebody handed to the desk. The decision is the server's to keep; it is made once. */
export function ConcernAction({ concern, place, onLeave }: ConcernActionProps) {
  const { t } = useTranslation()
  const send = useSend()
  const act = useAct()
  const why = useRefusalWords()
  const people = usePeople()
  const doAgain = useDoAgain()
  const changeOrder = useChangeOrder()
  const { concernId, raisedBy, plate } = concern
  const by = raisedBy && actorWords(raisedBy, people, t)
  const settle = (decision: NonNullable<Concern['decision']>) => send('concern.settle', { concernId, decision })
  const refused = readRefused(concern)
  if (!refused) {
    return (
      <li className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-line p-4">
        {plate && <Plate plate={plate} size="medium" />}
        <span className="min-w-0 grow basis-40">{t('attention.unreadable')}</span>
        {by && <span className="text-ink-soft text-sm">{t('attention.by', { name: by })}</span>}
        <Button
          look="quiet"
          subject={place}
          onPress={() => void act('concern.settle', { concernId, decision: 'done_otherwise' })}
        >
          {t('attention.decision.done_otherwise')}
        </Button>
      </li>
    )
  }
  const { command, answer } = refused
  return (
    <AttentionRow
      refused={refused}
      plate={plate}
      by={by}
      place={place}
      onLeave={onLeave}
      again={async () => {
        // Next but one: the next one handed it over. Two desks do it once.
        if (!(await doAgain(refused, idOfNextTry(idOfNextTry(concernId))))) return 'stays'
        await settle('done_again')
        return 'gone'
      }}
      discard={async (decision) => {
        await settle(decision)
        return 'gone'
      }}
      change={
        command.type === 'order.create' && changeOrder
          ? () => changeOrder(command.payload, { why: why(answer), settle: () => settle('done_again') })
          : null
      }
    />
  )
}

/** `null` where another release wrote what this one cannot read. */
function readRefused({ action, answer }: Concern): RefusedCommand | null {
  try {
    return refusedCommandSchema.safeParse({ command: JSON.parse(action), answer: JSON.parse(answer) }).data ?? null
  } catch {
    return null
  }
}
