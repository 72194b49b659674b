import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DECISIONS, type Decision, type RefusedCommand } from '@/lib/sync/commands/refused-command'
import { type Command, idOfNextTry } from '@/lib/sync/protocol'
import { Button } from '../design/Button'
import { Plate } from '../design/Plate'
import { StateChip } from '../design/StateChip'
import { useFormat } from '../format/use-format'
import { BAY_LOOKS, JOB_LOOKS, PAYMENT_LOOKS, STAGE_LOOKS } from '../screens/states'
import { useNow } from '../store/clock'
import { useSend, useSource } from '../store/use-command'
import { useDocument, useStore } from '../store/use-station'
import { useOpenOrder } from './open-order'
import { useToasts } from './Toasts'
import { useRefusalWords } from './use-act'
import { subjectOf, useCommandWords } from './use-command-words'

const MINUTE_MS = 60_000

/** Why something that was refused is not done again. */
const REASONS = DECISIONS.filter((decision) => decision !== 'done_again')

export interface RefusedActionProps {
  readonly refused: RefusedCommand
  /** Its place in the list: a row that moves up is another one under the finger. */
  readonly place: number
  /** The order's page opens over this list. */
  readonly onOpenOrder: () => void
}

/** One action that the server refused: what it was, why, what is there now, and what a person can do about it. */
export function RefusedAction({ refused, place, onOpenOrder }: RefusedActionProps) {
  const { command, answer } = refused
  const { t } = useTranslation()
  const words = useCommandWords()
  const why = useRefusalWords()
  const format = useFormat()
  const store = useStore()
  const source = useSource()
  const toasts = useToasts()
  const openOrder = useOpenOrder()
  const doAgain = useDoAgain()
  const now = useNow(MINUTE_MS)
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const { orderID, plate } = subjectOf(command, store)
  const order = useDocument('order', orderID)
  /** Busy until the row is gone, or nothing came of it. */
  const during = async (work: Promise<'gone' | 'stays'>) => {
    setBusy(true)
    try {
      if ((await work) === 'stays') setBusy(false)
    } catch {
      toasts.error(t('toast.notKept'))
      setBusy(false)
    }
  }
  const discard = (decision: Decision) => void during(source.release(command.id, decision).then(() => 'gone'))
  return (
    <li className="flex flex-col gap-3 rounded-md border border-line p-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {plate && <Plate plate={plate} size="medium" />}
        <strong className="min-w-0 grow basis-40 font-semibold">{words(command)}</strong>
        <time dateTime={command.issuedAt} className="tabular text-ink-soft text-sm">
          {format.time(command.issuedAt, now)}
        </time>
      </div>
      <p>{t('attention.why', { reason: why(answer) })}</p>
      <Now command={command} orderID={orderID} />
      {asking ? (
        <fieldset className="flex flex-wrap items-center gap-2">
          <legend className="pb-2 font-medium">{t('attention.discardWhy')}</legend>
          {REASONS.map((decision) => (
            <Button key={decision} subject={place} isDisabled={busy} onPress={() => discard(decision)}>
              {t(`attention.decision.${decision}`)}
            </Button>
          ))}
          <Button look="quiet" onPress={() => setAsking(false)}>
            {t('app.back')}
          </Button>
        </fieldset>
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          <Button icon={RotateCcw} subject={place} isDisabled={busy} onPress={() => void during(doAgain(refused))}>
            {t('attention.again')}
          </Button>
          {openOrder && order && (
            <Button
              subject={place}
              onPress={() => {
                onOpenOrder()
                openOrder(order.orderID)
              }}
            >
              {t('newOrder.openOrder')}
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

/** What stands there now, so that nobody has to go and look. */
function Now({ command: { payload }, orderID }: { readonly command: Command; readonly orderID: string | null }) {
  const { t } = useTranslation()
  const order = useDocument('order', orderID)
  const job = useDocument('job', 'jobId' in payload ? payload.jobId : null)
  const bay = useDocument('bay', 'bayId' in payload ? payload.bayId : null)
  const gone = orderID !== null && !order
  if (!order && !job && !bay && !gone) return null
  const stage = order && STAGE_LOOKS[order.stage]
  const payment = order?.paymentStatus && PAYMENT_LOOKS[order.paymentStatus]
  // Some languages say both in one word.
  const said = order?.paymentStatus && t(`payment.${order.paymentStatus}`) === t(`stage.${order.stage}`)
  return (
    <p className="flex flex-wrap items-center gap-2 text-ink-soft">
      {t('attention.now')}
      {gone && <span>{t('order.gone')}</span>}
      {order && stage && (
        <StateChip tone={stage.tone} icon={stage.icon}>
          {t(`stage.${order.stage}`)}
        </StateChip>
      )}
      {order?.paymentStatus && payment && !said && (
        <StateChip tone={payment.tone} icon={payment.icon}>
          {t(`payment.${order.paymentStatus}`)}
        </StateChip>
      )}
      {job && (
        <StateChip tone={JOB_LOOKS[job.status].tone} icon={JOB_LOOKS[job.status].icon}>
          {t(`jobStatus.${job.status}`)}
        </StateChip>
      )}
      {bay && (
        <StateChip tone={BAY_LOOKS[bay.status].tone} icon={BAY_LOOKS[bay.status].icon}>
          {`${bay.name}: ${t(`bayStatus.${bay.status}`)}`}
        </StateChip>
      )}
    </p>
  )
}

/**
 * Does the same on what is there now, under an id of its own, for the old one is answered. When it happened stays, unless it
 * was refused for its age. The refused one is let go once the new one is kept, and not where the rules say no at once.
 */
function useDoAgain() {
  const send = useSend()
  const store = useStore()
  const source = useSource()
  return async ({ command: { id, type, payload, issuedAt }, answer }: RefusedCommand): Promise<'gone' | 'stays'> => {
    // Money is shown at once only over a version that somebody saw: the one on the screen now.
    const order = type === 'order.setPayment' ? store.get('order', payload.orderID) : undefined
    const again = await send(type, payload, {
      id: idOfNextTry(id),
      asOf: answer.reason === 'rules.command.too_old' ? undefined : issuedAt,
      expectVersion: order?.version,
    })
    const refusedHere =
      store.resultOf(again)?.status === 'rejected' && !store.refused.some(({ command }) => command.id === again)
    if (refusedHere) return 'stays'
    await source.release(id, 'done_again')
    return 'gone'
  }
}
