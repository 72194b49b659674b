import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Stage } from '@/lib/domain'
import { classNames } from '@/lib/ui/design/class-names'
import { Count } from '@/lib/ui/design/StateChip'
import { useFormat } from '@/lib/ui/format/use-format'
import { STAGE_LOOKS } from '@/lib/ui/words/states'
import { useStageOrders } from '../../store/use-station'
import { CARD_HEIGHT, OrderCard } from './OrderCard'
import { OrderRow } from './OrderRow'
import { useWalk } from './use-walk'

const ENDED: readonly Stage[] = ['completed', 'cancelled']

/** Above so many a column has rows in the place of cards. */
export const MOST_CARDS = 20
/** A row with the gap below it, pixels. */
export const ROW_HEIGHT = 50

export interface StageColumnProps {
  readonly stage: Stage
  /** Shows these alone; all where it is `null`. */
  readonly only: ReadonlySet<string> | null
  readonly onOpen: (orderID: string) => void
}

/** The orders of one stage, longest there first (ended ones: latest first); its heading alone where there are none. */
export const StageColumn = memo(function StageColumn({ stage, only, onOpen }: StageColumnProps) {
  const { t } = useTranslation()
  const listed = useStageOrders(stage).filter((orderID) => only?.has(orderID) ?? true)
  const orders = ENDED.includes(stage) ? listed.toReversed() : listed
  const scroller = useRef<HTMLDivElement>(null)
  const dense = orders.length > MOST_CARDS
  const virtual = useVirtualizer({
    count: orders.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (dense ? ROW_HEIGHT : CARD_HEIGHT),
    getItemKey: (index) => orders[index] ?? index,
    overscan: 4,
    // As in WaitingSection.
    useFlushSync: false,
    initialRect: { width: 240, height: 640 },
  })
  const { reached, walk } = useWalk({ orders, list: scroller, scrollTo: (place) => virtual.scrollToIndex(place) })
  const Order = dense ? OrderRow : OrderCard
  return (
    <section
      data-column
      aria-label={t('cashier.stageColumn', { stage: t(`stage.${stage}`), count: orders.length })}
      className={classNames(
        'flex min-h-0 flex-col',
        orders.length === 0 ? 'shrink-0 max-md:grow' : 'min-w-48 flex-1 max-md:min-w-0 min-[100rem]:min-w-56',
      )}
    >
      <ColumnHead stage={stage} count={orders.length} />
      {orders.length > 0 && (
        <div ref={scroller} {...walk} className="min-h-0 grow overflow-y-auto px-1 pt-1 [scrollbar-width:thin]">
          <ul className="@container relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => (
              <li
                key={item.key}
                className="absolute inset-x-0 top-0"
                style={{ height: item.size - (dense ? 4 : 8), transform: `translateY(${item.start}px)` }}
              >
                <Order orderID={orders[item.index] ?? ''} onOpen={onOpen} tabbable={item.index === reached} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
})

function ColumnHead({ stage, count }: { readonly stage: Stage; readonly count: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { icon: Icon } = STAGE_LOOKS[stage]
  return (
    <header className="flex h-11 shrink-0 items-center gap-2 px-1.5">
      <Icon aria-hidden className="size-4 shrink-0 text-ink-faint" />
      <h2 className={classNames('font-semibold text-sm', count > 0 ? 'truncate' : 'whitespace-nowrap text-ink-soft')}>
        {t(`stage.${stage}`)}
      </h2>
      <Count>{format.number(count)}</Count>
    </header>
  )
}
