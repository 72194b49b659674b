import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { shownNumber } from '@/lib/domain'
import { Plate } from '@/lib/ui/design/Plate'
import { useFormat } from '@/lib/ui/format/use-format'
import { useDocument } from '../../store/use-station'
import { OrderAge, StandingWord } from './OrderAge'
import type { OrderCardProps } from './OrderCard'
import { GiveBackChip, LinkedMark, NoBayChip } from './order-marks'

/** One order where many stand in a column: what its card says, in two lines. Renders again when this order changes, and for nothing else. */
export const OrderRow = memo(function OrderRow({ orderID, onOpen, tabbable = true }: OrderCardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const order = useDocument('order', orderID)
  if (!order) return null
  const { totalAmount, currency } = order
  const plate = order.vehicle?.plate ?? null
  return (
    <button
      type="button"
      data-at-once
      tabIndex={tabbable ? 0 : -1}
      data-order={orderID}
      onClick={() => onOpen(orderID)}
      aria-label={t('cashier.card', { orderID: shownNumber(orderID), plate: plate ?? t('cashier.noPlate') })}
      className="@container flex size-full flex-col justify-center gap-0.5 rounded-md border border-line bg-surface px-2 text-start shadow-card transition-colors duration-(--motion-fast) hover:border-line-strong"
    >
      <span className="flex w-full items-center gap-1.5">
        <Plate plate={plate} size="small" className="shrink-0" />
        <LinkedMark order={order} />
        <span className="ms-auto flex min-w-0 items-center gap-1.5">
          <GiveBackChip order={order} />
          <NoBayChip order={order} />
          <OrderAge orderID={orderID} />
        </span>
      </span>
      <span className="flex w-full items-center justify-between gap-2 text-ink-soft text-xs leading-4">
        <span className="truncate">
          <StandingWord orderID={orderID} />
          {order.services.map((line) => line.name).join(' + ') || '–'}
        </span>
        {totalAmount !== undefined && currency !== undefined && (
          <span className="tabular shrink-0 font-semibold text-ink">{format.money(totalAmount, currency)}</span>
        )}
      </span>
    </button>
  )
})
