import { useVirtualizer } from '@tanstack/react-virtual'
import { DoorClosed } from 'lucide-react'
import { memo, type RefObject, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SeenQueue } from '@/lib/domain'
import { Button } from '@/lib/ui/design/Button'
import { QuestionDialog } from '@/lib/ui/design/QuestionDialog'
import { Count, StateChip } from '@/lib/ui/design/StateChip'
import { useAct } from '../../frame/use-act'
import { QueueRow } from './QueueRow'
import { useQueueMoves } from './use-queue-moves'
import { useWalk } from './use-walk'

export interface WaitingSectionProps {
  /** `null`: those who stand in no queue. */
  readonly queue: SeenQueue | null
  /** Those of it that are shown. */
  readonly orders: readonly string[]
  readonly dense: boolean
  /** How many stand beside each other, read from left to right. */
  readonly lanes: number
  /** What its rows are narrower than, see `useLanes`. */
  readonly below: string
  /** Heights that the place of each row is reckoned from, pixels. */
  readonly rowHeight: number
  readonly headHeight: number
  readonly gap: number
  /** Where its first row stands in what is scrolled, pixels. */
  readonly start: number
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly onOpen: (orderID: string) => void
  readonly onToBay: (orderID: string) => void
}

/** One queue, first to be served first. */
export const WaitingSection = memo(function WaitingSection({
  queue,
  orders,
  dense,
  lanes,
  below,
  rowHeight,
  headHeight,
  gap,
  start,
  scroller,
  onOpen,
  onToBay,
}: WaitingSectionProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLOListElement>(null)
  const name = queue ? t(`queue.${queue.queueId}`) : t('queuePanel.inNone')
  const virtual = useVirtualizer({
    count: Math.ceil(orders.length / lanes),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollMargin: start,
    // Below its queue's heading, which stays, not under it.
    scrollPaddingStart: headHeight,
    overscan: 4,
    // Drawn in a task of its own, all lists at once: what is drawn beyond the edge covers the frame until then.
    useFlushSync: false,
    initialRect: { width: 300, height: 640 },
  })
  const { reached, walk } = useWalk({
    orders,
    lanes,
    list,
    scrollTo: (place) => virtual.scrollToIndex(Math.floor(place / lanes)),
  })
  const moveTo = useQueueMoves()
  const waiting = queue?.entries ?? []
  return (
    <section aria-label={name} style={{ marginBottom: gap }}>
      <header style={{ height: headHeight }} className="sticky top-0 z-10 flex items-center gap-2 bg-canvas ps-1.5">
        <h3 className="font-semibold text-ink-soft text-sm">{name}</h3>
        <Count>{orders.length}</Count>
        {queue && <QueueDoor queue={queue} name={name} />}
      </header>
      <ol ref={list} {...walk} data-row-below={below} className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().flatMap(({ index: line, start: top }) =>
          orders.slice(line * lanes, (line + 1) * lanes).map((orderID, lane) => {
            const index = line * lanes + lane
            return (
              <li
                key={orderID}
                aria-posinset={index + 1}
                aria-setsize={orders.length}
                className="absolute top-0 pe-1"
                style={{
                  width: `${100 / lanes}%`,
                  insetInlineStart: `${(lane * 100) / lanes}%`,
                  height: rowHeight - (dense ? 4 : 6),
                  transform: `translateY(${top - start}px)`,
                }}
              >
                <QueueRow
                  orderID={orderID}
                  queueId={queue?.queueId ?? null}
                  isFirst={waiting[0]?.orderID === orderID}
                  isLast={waiting.at(-1)?.orderID === orderID}
                  dense={dense}
                  tabbable={index === reached}
                  moveTo={moveTo}
                  onOpen={onOpen}
                  onToBay={onToBay}
                />
              </li>
            )
          }),
        )}
      </ol>
    </section>
  )
})

/** Whether a queue takes cars, and the button that changes it. Closing is asked about, opening is not. */
function QueueDoor({ queue, name }: { readonly queue: SeenQueue; readonly name: string }) {
  const { t } = useTranslation()
  const act = useAct()
  const [closing, setClosing] = useState(false)
  const { entries } = queue
  const toggle = () =>
    void act(
      queue.open ? 'queue.close' : 'queue.open',
      { queue: queue.queueId },
      {
        said: queue.open ? t('toast.queueClosed', { queue: name }) : t('toast.queueOpened', { queue: name }),
        undo: () => void act(queue.open ? 'queue.open' : 'queue.close', { queue: queue.queueId }),
      },
    )
  if (queue.open === undefined) return null
  return (
    <>
      {!queue.open && (
        <StateChip tone="warn" icon={DoorClosed}>
          {t('queuePanel.closed')}
        </StateChip>
      )}
      <Button
        look="quiet"
        subject={String(queue.open)}
        className="!px-2 ms-auto !text-sm !font-medium"
        onPress={() => (queue.open ? setClosing(true) : toggle())}
      >
        {queue.open ? t('queuePanel.closeQueue') : t('queuePanel.openQueue')}
      </Button>
      {closing && (
        <QuestionDialog
          title={t('queuePanel.closeTitle', { queue: name })}
          confirm={t('queuePanel.closeQueue')}
          leave={t('queuePanel.keepOpen')}
          look="danger"
          onConfirm={() => {
            setClosing(false)
            toggle()
          }}
          onClose={() => setClosing(false)}
        >
          <p>
            {t('queuePanel.closeText')}
            {entries.length > 0 && ` ${t('queuePanel.closeWaiting', { count: entries.length })}`}
          </p>
        </QuestionDialog>
      )}
    </>
  )
}
