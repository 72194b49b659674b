import { Clock, Users } from 'lucide-react'
import { memo, useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QUEUE_PRIORITY } from '@/lib/domain'
import { classNames } from '@/lib/ui/design/class-names'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { Count } from '@/lib/ui/design/StateChip'
import { useFormat } from '@/lib/ui/format/use-format'
import { useQueues, useStageOrders } from '../../store/use-station'
import { BayChooser } from '../BayChooser'
import { DeskFigures } from './DeskFigures'
import { MOST_CARDS, ROW_HEIGHT } from './StageColumn'
import { useLanes } from './use-lanes'
import { WaitingSection } from './WaitingSection'

/** Heights that the virtual lists count on, pixels. */
const CAR_HEIGHT = 64
const HEAD_HEIGHT = 44
const SECTION_GAP = 8
/** Widths below which a car says too little, pixels. */
const LEAST_CAR = 360
const LEAST_ROW = 264

export interface WaitingColumnProps {
  /** Shows these alone; all where it is `null`. */
  readonly only: ReadonlySet<string> | null
  readonly onOpen: (orderID: string) => void
  readonly onFilter: () => void
}

/** Whoever waits, in the order they will be served, and everything a cashier may change of it. */
export const WaitingColumn = memo(function WaitingColumn({ only, onOpen, onFilter }: WaitingColumnProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const scroller = useRef<HTMLDivElement>(null)
  const [toBay, setToBay] = useState<string | null>(null)
  const openBays = useCallback((orderID: string) => setToBay(orderID), [])
  const groups = useWaiting(only)
  const count = groups.reduce((sum, { orders }) => sum + orders.length, 0)
  const dense = count > MOST_CARDS
  const { lanes, below } = useLanes(scroller, dense ? LEAST_ROW : LEAST_CAR)
  const rowHeight = dense ? ROW_HEIGHT : CAR_HEIGHT
  let above = 0
  return (
    <section
      data-column
      aria-label={t('cashier.stageColumn', { stage: t('stage.open'), count })}
      className={classNames(
        'flex min-h-0 min-w-96 flex-col max-md:min-w-0 max-md:grow',
        dense ? 'flex-[8]' : 'flex-[2.5]',
      )}
    >
      <header className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 px-1.5">
        <Clock aria-hidden className="size-4 shrink-0 text-ink-faint max-md:hidden" />
        <h2 className="font-semibold text-sm max-md:sr-only">{t('stage.open')}</h2>
        <span className="max-md:sr-only">
          <Count>{format.number(count)}</Count>
        </span>
        <DeskFigures filtered={only !== null} onFilter={onFilter} />
      </header>
      <div
        ref={scroller}
        style={{ scrollPaddingBlockStart: HEAD_HEIGHT }}
        className="min-h-0 grow overflow-y-auto px-1 [scrollbar-width:thin]"
      >
        {groups.map(({ queue, orders }) => {
          const start = above + HEAD_HEIGHT
          above = start + Math.ceil(orders.length / lanes) * rowHeight + SECTION_GAP
          return (
            <WaitingSection
              key={queue?.queueId ?? ''}
              queue={queue}
              orders={orders}
              rowHeight={rowHeight}
              headHeight={HEAD_HEIGHT}
              gap={SECTION_GAP}
              lanes={lanes}
              below={below}
              dense={dense}
              start={start}
              scroller={scroller}
              onOpen={onOpen}
              onToBay={openBays}
            />
          )
        })}
        {count === 0 && (
          <EmptyState icon={Users} title={t(only ? 'cashier.nobodyLate' : 'queuePanel.empty')}>
            {t(only ? 'cashier.nobodyLateHint' : 'queuePanel.emptyHint')}
          </EmptyState>
        )}
      </div>
      <BayChooser orderID={toBay} from={null} onClose={() => setToBay(null)} />
    </section>
  )
})

/** The queues with their orders, in the order they are served; at the end what waits in none, where there is any. */
function useWaiting(only: ReadonlySet<string> | null) {
  const queues = useQueues()
  const open = useStageOrders('open')
  const initiated = useStageOrders('initiated')
  const empty = useStageOrders('empty')
  return useMemo(() => {
    const wanted = (orderID: string) => only?.has(orderID) ?? true
    const ranked = QUEUE_PRIORITY.flatMap((id) => queues.filter(({ queueId }) => queueId === id))
    const queued = ranked.map((queue) => ({
      queue,
      orders: queue.entries.map(({ orderID }) => orderID).filter(wanted),
    }))
    const inOne = new Set(ranked.flatMap(({ entries }) => entries.map(({ orderID }) => orderID)))
    const inNone = [...open, ...initiated, ...empty].filter((orderID) => !inOne.has(orderID) && wanted(orderID))
    return inNone.length === 0 ? queued : [...queued, { queue: null, orders: inNone }]
  }, [queues, open, initiated, empty, only])
}
