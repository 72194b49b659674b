import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { isProvisional, shownNumber, stageToSay } from '@/lib/domain'
import { Plate } from '@/lib/ui/design/Plate'
import { StateChip } from '@/lib/ui/design/StateChip'
import { useFormat } from '@/lib/ui/format/use-format'
import { paymentWords } from '@/lib/ui/words/payment-words'
import { PAYMENT_LOOKS, paymentToSay, STAGE_LOOKS } from '@/lib/ui/words/states'
import { useDocument } from '../../store/use-station'
import { OrderAge, StandingWord } from './OrderAge'
import { type OpensOrder, OrderButton } from './OrderButton'
import { GiveBackChip, LinkedMark, NoBayChip, OrderedServices, owedBack } from './order-marks'

/** Height of a card, pixels; the board's virtual lists count on it. */
export const CARD_HEIGHT = 116

interface OrderCardProps extends OpensOrder {
  readonly orderID: string
  /** Says the stage, where cards of several stages stand together. */
  readonly withStage?: boolean
}

/** One order on the board. Renders again when this order changes, and for nothing else. */
export const OrderCard = memo(function OrderCard({ orderID, onOpen, tabbable, withStage = false }: OrderCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const order = useDocument('order', orderID)
  if (!order) return null
  const stage = STAGE_LOOKS[stageToSay(order)]
  const { totalAmount, currency } = order
  const paymentStatus = paymentToSay(order)
  const payment = paymentStatus && PAYMENT_LOOKS[paymentStatus]
  const tooMuch = owedBack(order)
  // Settled is what nobody has to act on: a picture says it, in whatever length the word has.
  const isSettled = payment?.tone === 'good'
  return (
    <OrderButton
      order={order}
      onOpen={onOpen}
      tabbable={tabbable}
      style={{ height: CARD_HEIGHT - 8 }}
      className="w-full justify-between p-2.5"
    >
      <span className="flex items-start justify-between gap-2">
        <Plate plate={order.vehicle?.plate} size="medium" className="shrink-0" />
        <span className="flex min-w-0 pt-1">
          <OrderAge orderID={orderID} />
        </span>
      </span>
      <span className="flex items-center justify-between gap-2 text-ink-soft text-sm">
        <span className="truncate">
          <StandingWord orderID={orderID} />
          <OrderedServices order={order} />
        </span>
        <LinkedMark order={order} />
      </span>
      <span className="flex items-center justify-between gap-2">
        <span className="flex min-w-0 items-center gap-1.5 overflow-hidden">
          {withStage && (
            <StateChip tone={stage.tone} icon={stage.icon}>
              {t(`stage.${stageToSay(order)}`)}
            </StateChip>
          )}
          <span className="tabular text-ink-faint text-xs">{shortNumber(orderID)}</span>
          {order.queue === 'vip' && (
            <span className="rounded-sm bg-ink px-1 font-semibold text-canvas text-xs">{t('queue.vip')}</span>
          )}
          <NoBayChip order={order} />
          <GiveBackChip order={order} />
          {!withStage &&
            tooMuch === 0 &&
            payment &&
            paymentStatus !== 'pending' &&
            (isSettled ? (
              <payment.icon aria-label={paymentWords(order, t)} className="size-4 shrink-0 text-good" />
            ) : (
              <StateChip tone={payment.tone} icon={payment.icon}>
                <span className="row-below-15:sr-only">{paymentWords(order, t)}</span>
              </StateChip>
            ))}
        </span>
        {totalAmount !== undefined && currency !== undefined && (
          <span className="tabular shrink-0 font-semibold text-sm">{format.money(totalAmount, currency)}</span>
        )}
      </span>
    </OrderButton>
  )
})

/** The part of the number that tells today's orders apart: `AX-20260115-0042` -> `#0042`; of a provisional one all of it. */
export function shortNumber(orderID: string): string {
  if (isProvisional(orderID)) return shownNumber(orderID)
  return `#${/\d+$/.exec(orderID)?.[0] ?? orderID}`
}
