import { Banknote, CreditCard, RotateCcw, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  ALLOWED,
  dueInCash,
  givenBack,
  heldOf,
  mayRefund,
  mayTakeMoney,
  type Order,
  PAYMENT_METHODS,
  type PaymentMethod,
  toGiveBack,
  toPay,
} from '@/lib/domain'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { useFormat } from '@/lib/ui/format/use-format'
import { METHOD_NAMES } from '@/lib/ui/words/payment-words'
import { useAct } from '../../frame/use-act'
import { useReason } from '../../frame/use-reason'
import { useApproval } from '../../frame/who/use-approval'
import { useActor } from '../use-actor'
import { AmountDialog } from './AmountDialog'
import { DiscountDialog } from './DiscountDialog'
import { SectionTitle } from './OrderParts'
import { RefundDialog } from './RefundDialog'
import { useCashRounding } from './use-catalogue'

const METHOD_ICONS = { cash: Banknote, card: CreditCard, online: Smartphone } as const

/** Sen that the refund begins with, and whether they were paid too much; `null` while nobody refunds. */
interface Refunding {
  readonly amount: number
  readonly tooMuch: boolean
}

/** Takes what is due in one tap; a refund asks for its reason, and for a person who may give money back. */
export function PaymentPanel({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const format = useFormat()
  const act = useAct()
  const actor = useActor()
  const reason = useReason()
  const [refunding, setRefunding] = useState<Refunding | null>(null)
  const [counting, setCounting] = useState(false)
  const [discounting, setDiscounting] = useState(false)
  const money = (sen: number) => format.money(sen, order.currency)
  const due = toPay(order)
  const site = useCashRounding()
  const dueBy = (method: PaymentMethod) => (method === 'cash' ? dueInCash(due, site) : due)
  const tooMuch = toGiveBack(order)
  const held = heldOf(order)
  const { mayAsk } = useApproval((approved) => mayRefund(approved, order, held).allowed)
  const permitted = mayRefund(actor, order, held)
  const refund = mayAsk ? ALLOWED : permitted
  const taking = mayTakeMoney(actor)
  const { orderID, version } = order
  const payable = due > 0
  const back = givenBack(order)
  // Nothing is asked for; whoever was given money all the same says so.
  const mayComeLate = order.stage === 'completed' && due === 0 && order.paidAmount < order.totalAmount
  return (
    <section className="flex flex-col gap-3">
      <SectionTitle>{t('order.payTitle')}</SectionTitle>
      {tooMuch > 0 && (
        <Banner
          tone="warn"
          title={t('order.giveBack', { amount: money(tooMuch) })}
          action={
            <Button
              icon={RotateCcw}
              isDisabled={!taking.allowed}
              onPress={() => setRefunding({ amount: tooMuch, tooMuch: true })}
            >
              {t('order.giveBackNow', { amount: money(tooMuch) })}
            </Button>
          }
        >
          {t(order.stage === 'cancelled' ? 'order.heldForCancelled' : 'order.paidTooMuch')}
        </Banner>
      )}
      <div className="flex flex-wrap items-center gap-2 max-md:[&>button]:min-w-max max-md:[&>button]:grow max-md:[&>button]:basis-[calc(50%-0.25rem)]">
        {payable && (
          <>
            <span className="tabular me-2 font-semibold text-2xl max-md:basis-full">{money(due)}</span>
            {PAYMENT_METHODS.map((method) => (
              <Button
                key={method}
                icon={METHOD_ICONS[method]}
                // Somebody else may take a part just then: another sum is another button.
                subject={due}
                isDisabled={!taking.allowed}
                onPress={() =>
                  void act(
                    'order.setPayment',
                    { orderID, action: 'pay', method, amount: dueBy(method) },
                    { said: t('toast.paid', { amount: money(dueBy(method)) }), expectVersion: version },
                  )
                }
              >
                {t(METHOD_NAMES[method])}
                {dueBy(method) !== due && ` ${money(dueBy(method))}`}
              </Button>
            ))}
            <Button look="quiet" isDisabled={!taking.allowed} onPress={() => setCounting(true)}>
              {t('order.otherAmount')}
            </Button>
            {order.stage !== 'completed' && (
              <Button look="quiet" onPress={() => setDiscounting(true)}>
                {t('order.discountAsk')}
              </Button>
            )}
            {order.paymentStatus === 'pending' && (
              <Button
                look="quiet"
                isDisabled={!taking.allowed}
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
        {!taking.allowed && (payable || mayComeLate || tooMuch > 0) && (
          <p className="basis-full text-ink-soft text-sm">{reason(taking.key, taking.params) ?? taking.message}</p>
        )}
        {!payable && tooMuch === 0 && (held === 0 || mayComeLate) && (
          <p className="tabular text-ink-soft">
            {back > 0 ? t('order.wasGivenBack', { amount: money(back) }) : t('order.settled')}
          </p>
        )}
        {mayComeLate && (
          <Button look="quiet" isDisabled={!taking.allowed} onPress={() => setCounting(true)}>
            {t('order.recordPayment')}
          </Button>
        )}
        {held > tooMuch && (
          <span className="flex flex-wrap items-center gap-3">
            <Button
              icon={RotateCcw}
              isDisabled={!refund.allowed}
              onPress={() => setRefunding({ amount: held, tooMuch: false })}
            >
              {t('order.refundAsk')}
            </Button>
            {!refund.allowed && (
              <span className="text-ink-faint text-sm">{reason(refund.key, refund.params) ?? refund.message}</span>
            )}
          </span>
        )}
      </div>
      {refunding && <RefundDialog order={order} {...refunding} onClose={() => setRefunding(null)} />}
      {discounting && <DiscountDialog order={order} onClose={() => setDiscounting(false)} />}
      {counting && <AmountDialog order={order} onClose={() => setCounting(false)} />}
    </section>
  )
}
