import { useTranslation } from 'react-i18next'
import { isWholeOrder, toGiveBack } from '@/lib/domain'
import { Button } from '@/lib/ui/design/Button'
import { Plate } from '@/lib/ui/design/Plate'
import { useFormat } from '@/lib/ui/format/use-format'
import { useDocument } from '../store/use-station'
import { useOpenOrder } from './open-order'

export interface MoneyToGiveBackProps {
  readonly orderID: string
  /** The order's page opens over this list. */
  readonly onOpenOrder: () => void
}

/** An order that holds more money than it costs, or was cancelled after it was paid. It goes once the money is given back. */
export function MoneyToGiveBack({ orderID, onOpenOrder }: MoneyToGiveBackProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const openOrder = useOpenOrder()
  const order = useDocument('order', orderID)
  if (!order || !isWholeOrder(order)) return null
  const amount = format.money(toGiveBack(order), order.currency)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <Plate plate={order.vehicle?.plate} size="medium" />
      <span className="flex min-w-0 grow basis-40 flex-col">
        <strong className="tabular font-semibold">{t('order.giveBack', { amount })}</strong>
        <span className="text-ink-soft text-sm">
          {t(order.stage === 'cancelled' ? 'order.heldForCancelled' : 'order.paidTooMuch')}
        </span>
      </span>
      {openOrder && (
        <Button
          onPress={() => {
            onOpenOrder()
            openOrder(orderID)
          }}
        >
          {t('newOrder.openOrder')}
        </Button>
      )}
    </li>
  )
}
