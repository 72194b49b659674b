import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order, PaymentMethod } from '@/lib/domain'
import { TextField } from '@/lib/ui/design/Field'
import { useFormat } from '@/lib/ui/format/use-format'
import { useAct } from '../../frame/use-act'
import { MoneyDialog } from './MoneyDialog'

export interface RefundDialogProps {
  readonly order: Order
  /** Sen. */
  readonly amount: number
  /** It was paid too much: that is reason enough. */
  readonly tooMuch: boolean
  readonly onClose: () => void
}

/** Asks why money is given back and in which way; what is confirmed has been given. */
export function RefundDialog({ order, amount, tooMuch, onClose }: RefundDialogProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const act = useAct()
  const [why, setWhy] = useState(tooMuch ? t('order.tooMuchReason') : '')
  const [method, setMethod] = useState<PaymentMethod>(order.payments?.at(-1)?.method ?? 'cash')
  const money = format.money(amount, order.currency)
  return (
    <MoneyDialog
      title={t('order.refundTitle', { amount: money })}
      question={t('order.refundMethod')}
      method={method}
      onMethod={setMethod}
      confirm={t('order.refundConfirm', { amount: money })}
      look="danger"
      isReady={why.trim() !== ''}
      onConfirm={() =>
        void act(
          'order.setPayment',
          { orderID: order.orderID, action: 'refund', reason: why.trim(), amount, method },
          { said: t('toast.refunded', { amount: money }), expectVersion: order.version },
        )
      }
      onClose={onClose}
    >
      <TextField
        autoFocus
        label={t('order.refundReason')}
        description={t('order.refundHint')}
        value={why}
        onChange={setWhy}
        maxLength={200}
      />
    </MoneyDialog>
  )
}
