import { Banknote, CreditCard, RotateCcw, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Order, PAYMENT_METHODS } from '@/lib/sync/protocol'
import { mayRefund } from '@/lib/sync/rules'
import { Button } from '../../design/Button'
import { Dialog } from '../../design/Dialog'
import { TextField } from '../../design/Field'
import { useFormat } from '../../format/use-format'
import { useAct } from '../../frame/use-act'
import { useReason } from '../../frame/use-reason'
import { useActor } from '../use-actor'
import { SectionTitle } from './OrderPage'

const METHODS = {
  cash: { icon: Banknote, text: 'order.payCash' },
  card: { icon: CreditCard, text: 'order.payCard' },
  online: { icon: Smartphone, text: 'order.payOnline' },
} as const

/** Takes what is due in one tap; a refund asks for its reason, and for a person who may give money back. */
export function PaymentPanel({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const format = useFormat()
  const act = useAct()
  const actor = useActor()
  const reason = useReason()
  const [refunding, setRefunding] = useState(false)
  const due = order.totalAmount - order.paidAmount
  const refund = mayRefund(actor)
  const { orderID, version } = order
  const payable = due > 0 && order.stage !== 'cancelled'
  return (
    <section>
      <SectionTitle>{t('order.payTitle')}</SectionTitle>
      <div className="flex flex-wrap items-center gap-2 max-md:[&>button]:min-w-max max-md:[&>button]:grow max-md:[&>button]:basis-[calc(50%-0.25rem)]">
        {payable && (
          <>
            <span className="tabular me-2 font-semibold text-2xl max-md:basis-full">
              {format.money(due, order.currency)}
            </span>
            {PAYMENT_METHODS.map((method) => (
              <Button
                key={method}
                icon={METHODS[method].icon}
                onPress={() =>
                  void act(
                    'order.setPayment',
                    { orderID, action: 'pay', method, amount: due },
                    {
                      said: t('toast.paid', { amount: format.money(due, order.currency) }),
                      expectVersion: version,
                    },
                  )
                }
              >
                {t(METHODS[method].text)}
              </Button>
            ))}
            {order.paymentStatus === 'pending' && (
              <Button
                look="quiet"
                onPress={() =>
                  void act(
                    'order.setPayment',
                    { orderID, action: 'fail' },
                    { said: t('toast.failed'), expectVersion: version },
                  )
                }
              >
                {t('order.payFailed')}
              </Button>
            )}
          </>
        )}
        {!payable && order.paidAmount === 0 && <p className="text-ink-soft">{t('order.settled')}</p>}
        {order.paidAmount > 0 && (
          <span className="flex flex-wrap items-center gap-3">
            <Button icon={RotateCcw} isDisabled={!refund.allowed} onPress={() => setRefunding(true)}>
              {t('order.refundConfirm', { amount: format.money(order.paidAmount, order.currency) })}
            </Button>
            {!refund.allowed && (
              <span className="text-ink-faint text-sm">{reason(refund.key, refund.params) ?? refund.message}</span>
            )}
          </span>
        )}
      </div>
      <RefundDialog order={order} open={refunding} onClose={() => setRefunding(false)} />
    </section>
  )
}

interface RefundDialogProps {
  readonly order: Order
  readonly open: boolean
  readonly onClose: () => void
}

function RefundDialog({ order, open, onClose }: RefundDialogProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const act = useAct()
  const [why, setWhy] = useState('')
  const amount = format.money(order.paidAmount, order.currency)
  const confirm = () => {
    void act(
      'order.setPayment',
      { orderID: order.orderID, action: 'refund', reason: why.trim() },
      {
        said: t('toast.refunded', { amount }),
        expectVersion: order.version,
      },
    )
    onClose()
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('order.refundTitle', { amount })}
      footer={
        <>
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button look="danger" isDisabled={why.trim() === ''} onPress={confirm}>
            {t('order.refundConfirm', { amount })}
          </Button>
        </>
      }
    >
      <TextField
        autoFocus
        label={t('order.refundReason')}
        description={t('order.refundHint')}
        value={why}
        onChange={setWhy}
        maxLength={200}
      />
    </Dialog>
  )
}
