import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dueInCash, type Order, type PaymentMethod, toPay } from '@/lib/domain'
import { TextField } from '@/lib/ui/design/Field'
import { senOf } from '@/lib/ui/format/amount'
import { useFormat } from '@/lib/ui/format/use-format'
import { useAct } from '../../frame/use-act'
import { MoneyDialog } from './MoneyDialog'
import { useCashRounding } from './use-catalogue'

/**
 * Takes another sum than what is due: of cash the change is counted, and less than is due is a part. Where nothing is asked for,
 * it records what came in all the same.
 */
export function AmountDialog({ order, onClose }: { readonly order: Order; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const act = useAct()
  const [typed, setTyped] = useState('')
  const [method, setMethod] = useState<PaymentMethod>('cash')
  const money = (sen: number) => format.money(sen, order.currency)
  const asked = toPay(order)
  const isAsked = asked > 0
  const site = useCashRounding()
  const owed = isAsked ? asked : Math.max(0, order.totalAmount - order.paidAmount)
  const due = method === 'cash' ? dueInCash(owed, site) : owed
  const given = senOf(typed)
  // Only over the counter is change given: of a card exactly so much was taken.
  const change = method === 'cash' && given !== null ? Math.max(0, given - due) : 0
  const amount = (given ?? 0) - change
  return (
    <MoneyDialog
      title={isAsked ? t('order.takeTitle', { amount: money(due) }) : t('order.recordTitle')}
      question={t('order.takeMethod')}
      method={method}
      onMethod={setMethod}
      confirm={t('order.takeConfirm', { amount: money(amount) })}
      look="primary"
      isReady={amount > 0}
      onConfirm={() => {
        void act(
          'order.setPayment',
          { orderID: order.orderID, action: 'pay', method, amount, change },
          { said: t('toast.paid', { amount: money(amount) }), expectVersion: order.version },
        )
        onClose()
      }}
      onClose={onClose}
    >
      <TextField
        autoFocus
        inputMode="decimal"
        label={t('order.given')}
        error={typed !== '' && given === null ? t('order.givenWrong') : null}
        value={typed}
        onChange={setTyped}
        maxLength={12}
      />
      <p aria-live="polite" className="tabular font-semibold text-2xl">
        {given === null || given === 0 || (!isAsked && amount <= due && change === 0)
          ? '\u00a0'
          : change > 0
            ? t('order.changeDue', { amount: money(change) })
            : amount < due
              ? t('order.stillDue', { amount: money(due - amount) })
              : amount > due
                ? t('order.giveBack', { amount: money(amount - due) })
                : t('order.exact')}
      </p>
    </MoneyDialog>
  )
}
