import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Actor, mayDiscount, type Order, sumOfLines } from '@/lib/domain'
import { USUAL_DISCOUNT_LIMITS } from '@/lib/domain/site'
import { TextField } from '@/lib/ui/design/Field'
import { QuestionDialog } from '@/lib/ui/design/QuestionDialog'
import { senOf } from '@/lib/ui/format/amount'
import { useFormat } from '@/lib/ui/format/use-format'
import { useAct } from '../../frame/use-act'
import { useReason } from '../../frame/use-reason'
import { useApproval } from '../../frame/who/use-approval'
import { useStore } from '../../store/use-station'
import { useActor } from '../use-actor'
import { useCatalogue } from './use-catalogue'

/** Takes a sum off what the order costs: how much, why, and what is left to pay. */
export function DiscountDialog({ order, onClose }: { readonly order: Order; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const act = useAct()
  const store = useStore()
  const actor = useActor()
  const reason = useReason()
  const [typed, setTyped] = useState('')
  const [why, setWhy] = useState('')
  const money = (sen: number) => format.money(sen, order.currency)
  const sum = sumOfLines(order)
  const off = senOf(typed)
  const catalogue = useCatalogue()
  const limits = catalogue.kind === 'ready' ? catalogue.catalogue.discountLimits : USUAL_DISCOUNT_LIMITS
  const judge = (who: Actor) => mayDiscount(who, sum, off ?? 0, limits)
  const approval = useApproval((approved) => judge(approved).allowed)
  const allowed = judge(actor)
  const needsApproval = !allowed.allowed && approval.mayAsk
  // Where nobody there could approve it, it says the most that somebody could.
  const refused = [actor, ...approval.couldBe]
    .map(judge)
    .filter((answer) => !answer.allowed)
    .sort((one, other) => Number(other.params.percent) - Number(one.params.percent))
    .at(0)
  const error =
    off === null
      ? t('order.givenWrong')
      : off > sum
        ? t('rules.payment.discount')
        : allowed.allowed || needsApproval || !refused
          ? null
          : (reason(refused.key, refused.params) ?? refused.message)
  const { orderID } = order
  const give = (approvedBy?: string) => {
    void act(
      'order.setDiscount',
      { orderID, discount: off ?? 0, reason: why.trim() },
      { said: t('did.discount', { amount: money(off ?? 0) }), expectVersion: store.versionSeen(order), approvedBy },
    )
    onClose()
  }
  return (
    <QuestionDialog
      title={t('order.discountTitle', { amount: money(sum) })}
      confirm={t('order.discountConfirm', { amount: money(off ?? 0) })}
      isReady={error === null && why.trim() !== ''}
      onConfirm={() => (needsApproval ? approval.ask(give) : give())}
      onClose={onClose}
    >
      <TextField
        autoFocus
        inputMode="decimal"
        label={t('order.discountAmount')}
        error={typed === '' ? null : error}
        value={typed}
        onChange={setTyped}
        maxLength={12}
      />
      <TextField
        label={t('order.discountWhy')}
        description={t('order.refundHint')}
        value={why}
        onChange={setWhy}
        maxLength={200}
      />
      <p aria-live="polite" className="tabular font-semibold text-2xl">
        {t('order.newTotal', { amount: money(Math.max(0, sum - (off ?? 0))) })}
      </p>
      {needsApproval && <p className="text-ink-soft">{t('approval.needed')}</p>}
      {approval.question}
    </QuestionDialog>
  )
}
