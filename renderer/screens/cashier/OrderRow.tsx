import { memo } from 'react'
import { Plate } from '@/lib/ui/design/Plate'
import { useFormat } from '@/lib/ui/format/use-format'
import { useDocument } from '../../store/use-station'
import { OrderAge, StandingWord } from './OrderAge'
import { type OpensOrder, OrderButton } from './OrderButton'
import { GiveBackChip, LinkedMark, NoBayChip, OrderedServices, PaymentMark } from './order-marks'

interface OrderRowProps extends OpensOrder {
  readonly orderID: string
}

/** One order where many stand in a column: what its card says, in two lines. Renders again when this order changes, and for nothing else. */
export const OrderRow = memo(function OrderRow({ orderID, onOpen, tabbable }: OrderRowProps) {
  const format = useFormat()
  const order = useDocument('order', orderID)
  if (!order) return null
  const { totalAmount, currency } = order
  return (
    <OrderButton order={order} onOpen={onOpen} tabbable={tabbable} className="size-full justify-center gap-0.5 px-2">
      <span className="flex w-full items-center gap-1.5">
        <Plate plate={order.vehicle?.plate} size="small" className="shrink-0" />
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
          <OrderedServices order={order} />
        </span>
        <span className="flex shrink-0 items-center gap-1.5">
          <PaymentMark order={order} />
          {totalAmount !== undefined && currency !== undefined && (
            <span className="tabular font-semibold text-ink">{format.money(totalAmount, currency)}</span>
          )}
        </span>
      </span>
    </OrderButton>
  )
})
