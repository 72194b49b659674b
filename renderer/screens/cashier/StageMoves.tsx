import { Droplets, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type Actor,
  ALLOWED,
  type Allowed,
  firstDone,
  mayCancel,
  mayMove,
  type Order,
  type Refusal,
  STAGES,
  type Stage,
  shownNumber,
  stageToSay,
} from '@/lib/domain'
import { Button } from '@/lib/ui/design/Button'
import { TextField } from '@/lib/ui/design/Field'
import { QuestionDialog } from '@/lib/ui/design/QuestionDialog'
import { STAGE_LOOKS } from '@/lib/ui/words/states'
import { useAct } from '../../frame/use-act'
import { useReason } from '../../frame/use-reason'
import { useApproval } from '../../frame/who/use-approval'
import { useBays, useDocument } from '../../store/use-station'
import { BayChooser } from '../BayChooser'
import { MoveToBay } from '../MoveToBay'
import { useActor } from '../use-actor'
import { useBayActs } from '../use-bay-acts'
import { SectionTitle } from './OrderParts'
import { useCatalogue } from './use-catalogue'

interface Move {
  readonly stage: Stage
  /** What is in the way; `null` when the move is allowed. */
  readonly why: string | null
}

/** The stages this order may go to now; for those it might reach but for something in the way, what that is. */
export function StageMoves({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const act = useAct()
  const actor = useActor()
  const reason = useReason()
  const [cancelling, setCancelling] = useState(false)
  const catalogue = useCatalogue()
  const known = catalogue.kind === 'ready' ? catalogue.catalogue : null
  const site = { billing: known?.billing ?? true, asksWho: known?.who.ask ?? false }
  const judgeCancel = (who: Actor) => mayCancel(who, order, site)
  const { mayAsk } = useApproval((approved) => judgeCancel(approved).allowed)
  const hasBays = useBays().length > 0
  const moves = STAGES.flatMap((stage): Move[] => {
    const own = stage === 'cancelled' ? judgeCancel(actor) : mayMove(order, stage, actor, site)
    // Somebody approves it as it is done.
    const verdict = stage === 'cancelled' && mayAsk ? ALLOWED : own
    if (stage === stageToSay(order)) return []
    // A car is washed in a bay: it is sent to one, never moved to a wash without a place.
    if (stage === 'in_progress' && hasBays) return []
    if (verdict.allowed) return [{ stage, why: null }]
    // What can never follow, or is already so, would only be noise.
    return ['same', 'never', 'billing'].includes(verdict.code)
      ? []
      : [{ stage, why: reason(verdict.key, verdict.params) ?? verdict.message }]
  })
  const plate = order.vehicle?.plate ?? order.orderID
  const back = (stage: Stage) =>
    mayMove({ ...order, stage }, order.stage, actor, site).allowed
      ? () => void act('order.setStage', { orderID: order.orderID, stage: order.stage })
      : undefined
  const move = (stage: Stage) => {
    if (stage === 'cancelled') return setCancelling(true)
    void act(
      'order.setStage',
      { orderID: order.orderID, stage },
      {
        said: t('toast.stageMoved', { plate, stage: t(`stage.${stage}`) }),
        undo: back(stage),
      },
    )
  }
  const goesNowhere = order.stage === 'cancelled' && moves.length === 0
  return (
    <section className={goesNowhere ? 'hidden' : undefined}>
      <SectionTitle>{t('order.move')}</SectionTitle>
      <ul className="flex flex-wrap gap-2 max-md:[&_button]:w-full">
        <BayMoves order={order} />
        {moves.map(({ stage, why }) => (
          <li key={stage} className={why ? 'flex w-full flex-wrap items-center gap-3' : TWO_A_ROW}>
            <Button
              icon={STAGE_LOOKS[stage].icon}
              subject={order.stage}
              isDisabled={why !== null}
              className="min-w-36"
              onPress={() => move(stage)}
            >
              {stage === 'cancelled' ? t('order.cancelOrder') : t(`stage.${stage}`)}
            </Button>
            {why && <span className="text-ink-faint text-sm">{why}</span>}
          </li>
        ))}
      </ul>
      {cancelling && <CancelDialog order={order} judge={judgeCancel} onClose={() => setCancelling(false)} />}
    </section>
  )
}

/** On a phone; a long name has a row of its own. */
const TWO_A_ROW = 'max-md:min-w-max max-md:grow max-md:basis-[calc(50%-0.25rem)]'

/** Into a bay, for a car that may be washed and stands in none; for one in a bay, to another, and out before its wash begins. */
function BayMoves({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const actor = useActor()
  const acts = useBayActs()
  const hasBays = useBays().length > 0
  const bay = useDocument('bay', order.bayId)
  const job = useDocument('job', bay?.jobId ?? null)
  const [choosing, setChoosing] = useState(false)
  const { orderID } = order
  if (order.bayId !== null) {
    if (bay?.orderID !== orderID) return null
    return (
      <>
        <li className={TWO_A_ROW}>
          <MoveToBay orderID={orderID} bayId={bay.bayId} subject={order.stage} />
        </li>
        {!(job && firstDone(job)) && (
          <li className={TWO_A_ROW}>
            <Button
              icon={Undo2}
              subject={order.stage}
              onPress={() => acts.release(bay.bayId, { orderID, plate: order.vehicle?.plate ?? orderID })}
            >
              {t('bay.release')}
            </Button>
          </li>
        )}
      </>
    )
  }
  const may = order.stage === 'in_progress' || mayMove(order, 'in_progress', actor).allowed
  return (
    <li className={may && hasBays ? TWO_A_ROW : 'hidden'}>
      <Button icon={Droplets} subject={order.stage} onPress={() => setChoosing(true)}>
        {t('order.sendToBay')}
      </Button>
      <BayChooser orderID={choosing ? orderID : null} from={null} onClose={() => setChoosing(false)} />
    </li>
  )
}

interface CancelDialogProps {
  readonly order: Order
  readonly judge: (who: Actor) => Allowed | Refusal
  readonly onClose: () => void
}

function CancelDialog({ order, judge, onClose }: CancelDialogProps) {
  const { t } = useTranslation()
  const act = useAct()
  const [why, setWhy] = useState('')
  const approval = useApproval((approved) => judge(approved).allowed)
  const needsApproval = !judge(useActor()).allowed && approval.mayAsk
  const cancel = (approvedBy?: string) => {
    void act('order.cancel', { orderID: order.orderID, reason: why.trim() }, { said: t('toast.cancelled'), approvedBy })
    onClose()
  }
  return (
    <QuestionDialog
      title={t('order.cancelTitle', { orderID: shownNumber(order.orderID) })}
      confirm={t('order.cancelConfirm')}
      leave={t('order.keep')}
      look="danger"
      onConfirm={() => (needsApproval ? approval.ask(cancel) : cancel())}
      onClose={onClose}
    >
      <p>{t('order.cancelText')}</p>
      <TextField label={t('order.cancelReason')} value={why} onChange={setWhy} maxLength={200} />
      {needsApproval && <p className="text-ink-soft">{t('approval.needed')}</p>}
      {approval.question}
    </QuestionDialog>
  )
}
