import { useVirtualizer } from '@tanstack/react-virtual'
import { DoorClosed, Users } from 'lucide-react'
import { memo, type RefObject, useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SeenQueue } from '@/lib/domain'
import { QUEUE_PRIORITY } from '@/lib/domain'
import { Button } from '@/lib/ui/design/Button'
import { Dialog } from '@/lib/ui/design/Dialog'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { Count, StateChip } from '@/lib/ui/design/StateChip'
import { useAct } from '../../frame/use-act'
import { useQueues } from '../../store/use-station'
import { BayChooser } from '../BayChooser'
import { QueueRow, ROW_HEIGHT } from './QueueRow'

/** Heights that the virtual lists count on, pixels. */
const HEAD_HEIGHT = 44
const SECTION_GAP = 8

/** Waiting cars in the order they will be served, and everything a cashier may change of it. */
export const QueuePanel = memo(function QueuePanel({ onOpen }: { readonly onOpen: (orderID: string) => void }) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const [toBay, setToBay] = useState<string | null>(null)
  const queues = useQueues()
  const ranked = QUEUE_PRIORITY.flatMap((id) => queues.filter(({ queueId }) => queueId === id))
  const nobody = ranked.every((queue) => queue.entries.length === 0)
  const openBays = useCallback((orderID: string) => setToBay(orderID), [])
  let above = 0
  return (
    <section aria-label={t('cashier.queues')} className="flex min-h-0 flex-col">
      <div ref={scroller} className="min-h-0 grow overflow-y-auto [scrollbar-width:thin]">
        {ranked.map((queue) => {
          const start = above + HEAD_HEIGHT
          above = start + queue.entries.length * ROW_HEIGHT + SECTION_GAP
          return (
            <QueueSection
              key={queue.queueId}
              queue={queue}
              start={start}
              scroller={scroller}
              onOpen={onOpen}
              onToBay={openBays}
            />
          )
        })}
        {nobody && (
          <EmptyState icon={Users} title={t('queuePanel.empty')}>
            {t('queuePanel.emptyHint')}
          </EmptyState>
        )}
      </div>
      <BayChooser orderID={toBay} from={null} onClose={() => setToBay(null)} />
    </section>
  )
})

interface QueueSectionProps {
  readonly queue: SeenQueue
  /** Where its first row stands in the scrolled panel, pixels. */
  readonly start: number
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly onOpen: (orderID: string) => void
  readonly onToBay: (orderID: string) => void
}

const QueueSection = memo(function QueueSection({ queue, start, scroller, onOpen, onToBay }: QueueSectionProps) {
  const { t } = useTranslation()
  const act = useAct()
  const name = t(`queue.${queue.queueId}`)
  const { entries } = queue
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => entries[index]?.orderID ?? index,
    scrollMargin: start,
    overscan: 4,
    initialRect: { width: 300, height: 640 },
  })
  const [closing, setClosing] = useState(false)
  const toggle = () =>
    void act(
      queue.open ? 'queue.close' : 'queue.open',
      { queue: queue.queueId },
      {
        said: queue.open ? t('toast.queueClosed', { queue: name }) : t('toast.queueOpened', { queue: name }),
        undo: () => void act(queue.open ? 'queue.open' : 'queue.close', { queue: queue.queueId }),
      },
    )
  return (
    <section aria-label={name} style={{ marginBottom: SECTION_GAP }}>
      <header style={{ height: HEAD_HEIGHT }} className="sticky top-0 z-10 flex items-center gap-2 bg-canvas ps-1.5">
        <h2 className="font-semibold text-sm">{name}</h2>
        <Count>{entries.length}</Count>
        {queue.open === false && (
          <StateChip tone="warn" icon={DoorClosed}>
            {t('queuePanel.closed')}
          </StateChip>
        )}
        {queue.open !== undefined && (
          <Button
            look="quiet"
            subject={String(queue.open)}
            className="!px-2 ms-auto !text-sm !font-medium"
            onPress={() => (queue.open ? setClosing(true) : toggle())}
          >
            {queue.open ? t('queuePanel.closeQueue') : t('queuePanel.openQueue')}
          </Button>
        )}
      </header>
      <ol className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ key, index, start: top }) => (
          <li
            key={key}
            aria-posinset={index + 1}
            aria-setsize={entries.length}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${top - start}px)` }}
          >
            <QueueRow
              orderID={entries[index]?.orderID ?? ''}
              queueId={queue.queueId}
              isFirst={index === 0}
              isLast={index === entries.length - 1}
              onOpen={onOpen}
              onToBay={onToBay}
            />
          </li>
        ))}
      </ol>
      <Dialog
        open={closing}
        onClose={() => setClosing(false)}
        closeLabel={t('app.close')}
        title={t('queuePanel.closeTitle', { queue: name })}
        footer={
          <>
            <Button onPress={() => setClosing(false)}>{t('queuePanel.keepOpen')}</Button>
            <Button
              look="danger"
              onPress={() => {
                setClosing(false)
                toggle()
              }}
            >
              {t('queuePanel.closeQueue')}
            </Button>
          </>
        }
      >
        <p>
          {t('queuePanel.closeText')}
          {entries.length > 0 && ` ${t('queuePanel.closeWaiting', { count: entries.length })}`}
        </p>
      </Dialog>
    </section>
  )
})
