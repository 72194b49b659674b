import { PencilLine, RotateCcw, Send } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CONCERN_DECISIONS, type ConcernDecision } from '@/lib/domain'
import type { RefusedCommand } from '@/lib/sync/engine'
import { useNow } from '@/lib/ui/clock'
import { Button } from '@/lib/ui/design/Button'
import { Plate } from '@/lib/ui/design/Plate'
import { useFormat } from '@/lib/ui/format/use-format'
import { useDocument, useStore } from '../store/use-station'
import { useOpenOrder } from './open-order'
import { ThereNow } from './ThereNow'
import { useToasts } from './Toasts'
import { useRefusalWords } from './use-act'
import { subjectOf, useCommandWords } from './use-command-words'

const MINUTE_MS = 60_000

/** Why something that was refused is not done again. */
const REASONS = CONCERN_DECISIONS.filter((decision) => decision !== 'done_again')

/** Whether the row is settled, or nothing came of it. */
export type Settled = 'gone' | 'stays'

export interface AttentionRowProps {
  readonly refused: RefusedCommand
  /** As it stood where it was done; asked of the documents here without it. */
  readonly plate?: string | null
  /** Who did it, as people call them; `null` where nobody knows. */
  readonly by: string | null
  /** Its place in the list: a row that moves up is another one under the finger. */
  readonly place: number
  /** The order's page or the form opens over this list. */
  readonly onLeave: () => void
  /** `null` where it is in somebody else's hands. */
  readonly again: (() => Promise<Settled>) | null
  readonly discard: (decision: ConcernDecision) => Promise<Settled>
  /** Where it can be changed before it is done. */
  readonly change?: (() => void) | null
  /** Where somebody at the desk can decide instead. */
  readonly handOver?: (() => Promise<Settled>) | null
}

/** One action that could not be done: what it was, by whom, why, what is there now, and what a person can do about it. */
export function AttentionRow(props: AttentionRowProps) {
  const { refused, plate: shown, by, place, onLeave, again, discard, change, handOver } = props
  const { command, answer } = refused
  const { t } = useTranslation()
  const words = useCommandWords()
  const why = useRefusalWords()
  const format = useFormat()
  const store = useStore()
  const toasts = useToasts()
  const openOrder = useOpenOrder()
  const now = useNow(MINUTE_MS)
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const { orderID, plate: known } = subjectOf(command, store)
  const plate = known ?? shown ?? null
  const order = useDocument('order', orderID)
  /** Busy until the row is gone, or nothing came of it. */
  const during = async (work: Promise<Settled>) => {
    setBusy(true)
    try {
      if ((await work) === 'stays') setBusy(false)
    } catch {
      toasts.error(t('toast.notKept'))
      setBusy(false)
    }
  }
  const leaveFor = (open: () => void) => () => {
    onLeave()
    open()
  }
  return (
    <li className="flex flex-col gap-3 rounded-md border border-line p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {plate && <Plate plate={plate} size="medium" />}
        <strong className="min-w-0 grow basis-40 font-semibold">{words(command)}</strong>
        <span className="tabular flex flex-wrap gap-x-2 text-ink-soft text-sm">
          {by && <span>{t('attention.by', { name: by })} ·</span>}
          <time dateTime={command.issuedAt}>{format.time(command.issuedAt, now)}</time>
        </span>
      </div>
      <p>{t('attention.why', { reason: why(answer) })}</p>
      <ThereNow command={command} orderID={orderID} />
      {asking ? (
        <fieldset className="flex flex-wrap items-center gap-2">
          <legend className="pb-2 font-medium">{t('attention.discardWhy')}</legend>
          {REASONS.map((decision) => (
            <Button key={decision} subject={place} isDisabled={busy} onPress={() => void during(discard(decision))}>
              {t(`attention.decision.${decision}`)}
            </Button>
          ))}
          <Button look="quiet" onPress={() => setAsking(false)}>
            {t('app.back')}
          </Button>
        </fieldset>
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          {again && (
            <Button icon={RotateCcw} subject={place} isDisabled={busy} onPress={() => void during(again())}>
              {t('attention.again')}
            </Button>
          )}
          {change && (
            <Button icon={PencilLine} subject={place} isDisabled={busy} onPress={leaveFor(change)}>
              {t('attention.change')}
            </Button>
          )}
          {openOrder && order && (
            <Button subject={place} onPress={leaveFor(() => openOrder(order.orderID))}>
              {t('newOrder.openOrder')}
            </Button>
          )}
          {handOver && (
            <Button icon={Send} subject={place} isDisabled={busy} onPress={() => void during(handOver())}>
              {t('attention.handOver')}
            </Button>
          )}
          <Button look="quiet" subject={place} isDisabled={busy} onPress={() => setAsking(true)}>
            {t('attention.discard')}
          </Button>
        </div>
      )}
    </li>
  )
}
