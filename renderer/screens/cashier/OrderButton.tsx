import type { CSSProperties, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type SeenOrder, shownNumber } from '@/lib/domain'
import { classNames } from '@/lib/ui/design/class-names'

export interface OpensOrder {
  readonly onOpen: (orderID: string) => void
  /** The one of its list that Tab reaches. */
  readonly tabbable?: boolean
}

interface OrderButtonProps extends OpensOrder {
  readonly order: SeenOrder
  readonly className: string
  readonly style?: CSSProperties
  readonly children: ReactNode
}

/** What an order is on the board, as a card or a row: one button that opens it, found by its number. */
export function OrderButton({ order, onOpen, tabbable = true, className, style, children }: OrderButtonProps) {
  const { t } = useTranslation()
  const { orderID, vehicle } = order
  return (
    <button
      type="button"
      data-at-once
      tabIndex={tabbable ? 0 : -1}
      data-order={orderID}
      onClick={() => onOpen(orderID)}
      aria-label={t('cashier.card', {
        orderID: shownNumber(orderID),
        plate: vehicle?.plate ?? null,
      })}
      style={style}
      className={classNames(
        'flex flex-col rounded-md border border-line bg-surface text-start shadow-card transition-colors duration-(--motion-fast) hover:border-line-strong',
        className,
      )}
    >
      {children}
    </button>
  )
}
