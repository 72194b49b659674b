import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { backInCash, dueInCash, heldOf, mayRefund, type Order, type PaymentMethod, refund, toPay } from '@/lib/domain'
import { TextField } from '@/lib/ui/design/Field'
import { senOf, typedOf } from '@/lib/ui/format/amount'
import { useFormat } from '@/lib/ui/format/use-format'
import { useAct } from '../../frame/use-act'
import { useReason } from '../../frame/use-reason'
import { useApproval } from '../../frame/who/use-approval'
import { useActor } from '../use-actor'
import { MoneyDialog } from './MoneyDialog'
import { useCashRounding } from './use-catalogue'

export interface RefundDialogProps {
  readonly order: Order
  /** Sen that the dialog begins with. */
  readonly amount: number
  /** It was paid too much: that is reason enough. */
  readonly tooMuch: boolean
  readonly onClose: () => void
}

/** Asks how much is given back, why and in which way; what is confirmed has been given. */
export function RefundDialog({ order, amount, tooMuch, onClose }: RefundDialogProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const act = useAct()
  const actor = useActor()
  const reason = useReason()
  const [typed, setTyped] = useState(typedOf(amount))
  const [why, setWhy] = useState(tooMuch ? t('order.tooMuchReason') : '')
  const [method, setMethod] = useState<PaymentMethod>(order.payments?.at(-1)?.method ?? 'cash')
  const money = (sen: number) => format.money(sen, order.currency)
  const back = senOf(typed)
  const site = useCashRounding()
  const cash = method === 'cash' ? site : undefined
  const held = heldOf(order)
  // Coins may come to a little more than is held.
  const most = cash ? Math.max(held, dueInCash(held, cash)) : held
  const sum = back !== null && cash ? backInCash(order, back, cash) : (back ?? 0)
  const approval = useApproval((approved) => mayRefund(approved, order, sum, cash).allowed)
  const permitted = mayRefund(actor, order, sum, cash)
  const needsApproval = !permitted.allowed && approval.mayAsk
  const error =
    back === null
      ? t('order.givenWrong')
      : back > most
        ? t('order.refundMost', { amount: money(held) })
        : permitted.allowed || needsApproval
          ? null
          : (reason(permitted.key, permitted.params) ?? permitted.message)
  const dueAfter = error === null ? dueAfterRefund(order, sum, cash) : 0
  const give = (approvedBy: string | undefined) => {
    void act(
      'order.setPayment',
      { orderID: order.orderID, action: 'refund', reason: why.trim(), amount: sum, method },
      { said: t('toast.refunded', { amount: money(sum) }), expectVersion: order.version, approvedBy },
    )
    onClose()
  }
  return (
    <MoneyDialog
      title={t('order.refundTitle', { amount: money(held) })}
      question={t('order.refundMethod')}
      method={method}
      onMethod={setMethod}
      confirm={t('order.refundConfirm', { amount: money(sum) })}
      look="danger"
      isReady={error === null && sum > 0 && why.trim() !== ''}
      onConfirm={() => (needsApproval ? approval.ask(give) : give(approval.own))}
      onClose={onClose}
    >
      <TextField
        inputMode="decimal"
        label={t('order.refundAmount')}
        error={typed === '' ? null : error}
        value={typed}
        onChange={setTyped}
        maxLength={12}
      />
      <TextField
        autoFocus
        label={t('order.refundReason')}
        description={t('order.refundHint')}
        value={why}
        onChange={setWhy}
        maxLength={200}
      />
      <p aria-live="polite" className="tabular text-ink-soft">
        {error === null && sum !== back && `${t('order.refundInCoins', { amount: money(sum) })} `}
        {dueAfter > 0 && t('order.dueAfterRefund', { amount: money(dueAfter) })}
        {'\u00a0'}
      </p>
      {needsApproval && <p className="text-ink-soft">{t('approval.needed')}</p>}
      {approval.question}
    </MoneyDialog>
  )
}

/** Sen that are asked for once `amount` has been given back: what the order costs has not changed. */
function dueAfterRefund(order: Order, amount: number, cash: Parameters<typeof refund>[2]): number {
  const after = refund(order, amount, cash)
  if ('allowed' in after) return 0
  return toPay({ ...order, ...after, payments: [...(order.payments ?? []), { amount: -amount }] })
}
