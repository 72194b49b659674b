import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, memo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Stage } from '@/lib/domain'
import { useNow } from '@/lib/ui/clock'
import { Count } from '@/lib/ui/design/StateChip'
import { useFormat } from '@/lib/ui/format/use-format'
import { STAGE_LOOKS } from '@/lib/ui/words/states'
import { useDocument, useStageOrders } from '../../store/use-station'
import { CARD_HEIGHT, OrderCard } from './OrderCard'

const ENDED: readonly Stage[] = ['completed', 'cancelled']

export interface StageColumnProps {
  readonly stage: Stage
  readonly onOpen: (orderID: string) => void
}

/** The orders of one stage, longest waiting first (ended ones: latest first). Up and down walk through them. */
export const StageColumn = memo(function StageColumn({ stage, onOpen }: StageColumnProps) {
  const { t } = useTranslation()
  const listed = useStageOrders(stage)
  const orders = ENDED.includes(stage) ? listed.toReversed() : listed
  const scroller = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
  const reached = Math.min(current, Math.max(0, orders.length - 1))
  const virtual = useVirtualizer({
    count: orders.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_HEIGHT,
    getItemKey: (index) => orders[index] ?? index,
    overscan: 4,
    initialRect: { width: 240, height: 640 },
  })

  const walk = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -orders.length, End: orders.length }[event.key]
    if (step === undefined || orders.length === 0) return
    event.preventDefault()
    const next = Math.min(orders.length - 1, Math.max(0, reached + step))
    setCurrent(next)
    virtual.scrollToIndex(next)
    const key = orders[next]
    // The card may only be drawn after the list has scrolled to it.
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-order="${CSS.escape(key ?? '')}"]`)?.focus()
    })
  }

  return (
    <section
      aria-label={t('cashier.stageColumn', { stage: t(`stage.${stage}`), count: orders.length })}
      className="flex min-h-0 min-w-48 flex-1 flex-col"
    >
      <ColumnHead stage={stage} count={orders.length} oldest={listed[0] ?? null} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys walk between the cards, which are buttons */}
      <div ref={scroller} onKeyDown={walk} className="min-h-0 grow overflow-y-auto px-1 pt-1 [scrollbar-width:thin]">
        {orders.length === 0 ? (
          <p className="rounded-md border border-line border-dashed px-3 py-6 text-center text-ink-faint text-sm">
            {t('cashier.emptyStage')}
          </p>
        ) : (
          <ul className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => (
              <li
                key={item.key}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <OrderCard orderID={orders[item.index] ?? ''} onOpen={onOpen} tabbable={item.index === reached} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
})

function ColumnHead({
  stage,
  count,
  oldest,
}: {
  readonly stage: Stage
  readonly count: number
  readonly oldest: string | null
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow(30_000)
  const order = useDocument('order', oldest)
  const { icon: Icon } = STAGE_LOOKS[stage]
  return (
    <header className="flex h-9 shrink-0 items-center gap-2 px-1.5">
      <Icon aria-hidden className="size-4 text-ink-faint" />
      <h2 className="truncate font-semibold text-sm">{t(`stage.${stage}`)}</h2>
      <Count>{format.number(count)}</Count>
      {order && !ENDED.includes(stage) && (
        <span className="tabular ms-auto shrink-0 text-ink-faint text-xs">
          <span className="sr-only">
            {t('cashier.oldest', { age: format.age(now - Date.parse(order.stageSince)) })}
          </span>
          <span aria-hidden>{format.shortAge(now - Date.parse(order.stageSince))}</span>
        </span>
      )}
    </header>
  )
}
