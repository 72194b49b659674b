import { ArrowDown, ArrowUp, ChevronsUp, Ellipsis } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { QueueId } from '@/lib/domain'
import { QUEUE_PRIORITY } from '@/lib/domain'
import { IconButton } from '@/lib/ui/design/Button'
import { Plate } from '@/lib/ui/design/Plate'
import { useFormat } from '@/lib/ui/format/use-format'
import { useAct } from '../../frame/use-act'
import { useDocument, useStore, useWait } from '../../store/use-station'

/** A row with the gap below it, pixels; the queue's virtual list counts on it. */
export const ROW_HEIGHT = 64
const MINUTE_MS = 60_000

export interface QueueRowProps {
  readonly orderID: string
  readonly queueId: QueueId
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onOpen: (orderID: string) => void
  readonly onToBay: (orderID: string) => void
}

/** One waiting car. Renders again when this car, its neighbours' standing or its estimate changes, and for nothing else. */
export const QueueRow = memo(function QueueRow({ orderID, queueId, isFirst, isLast, onOpen, onToBay }: QueueRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const act = useAct()
  const store = useStore()
  const order = useDocument('order', orderID)
  const wait = useWait(orderID)
  const plate = order?.vehicle?.plate ?? orderID
  /** The queue as it stands when the person taps. */
  const entries = () => store.get('queue', queueId)?.entries.map((entry) => entry.orderID) ?? []
  const move = (target: QueueId, before: (waiting: readonly string[], own: number) => string | undefined) => {
    const waiting = entries()
    const own = waiting.indexOf(orderID)
    const after = waiting[own + 1] ?? null
    void act(
      'queue.move',
      { orderID, queue: target, before: before(waiting, own) ?? null },
      {
        said: t('toast.queueMoved', { plate }),
        undo: () => void act('queue.move', { orderID, queue: queueId, before: after }),
      },
    )
  }
  return (
    <div
      style={{ height: ROW_HEIGHT - 6 }}
      className="flex items-center gap-1 rounded-md border border-line bg-surface ps-2 shadow-card"
    >
      <button
        type="button"
        data-at-once
        onClick={() => onOpen(orderID)}
        className="flex h-full min-w-0 grow items-center gap-2.5 rounded-sm text-start"
      >
        <span className="tabular w-5 shrink-0 text-center font-semibold text-ink-faint text-sm">
          {wait && format.number(wait.place)}
        </span>
        <span className="flex min-w-0 grow flex-col items-start gap-0.5">
          <Plate plate={plate} size="small" />
          <span className="tabular line-clamp-2 max-w-full break-words text-ink-faint text-xs leading-3.5">
            {turn()}
          </span>
        </span>
      </button>
      <IconButton
        icon={ArrowUp}
        label={t('queuePanel.moveUp', { plate })}
        subject={wait?.place}
        isDisabled={isFirst}
        onPress={() => move(queueId, (waiting, own) => waiting[own - 1])}
      />
      <IconButton
        icon={ArrowDown}
        label={t('queuePanel.moveDown', { plate })}
        subject={wait?.place}
        isDisabled={isLast}
        onPress={() => move(queueId, (waiting, own) => waiting[own + 2])}
      />
      <MenuTrigger>
        <AriaButton
          aria-label={t('queuePanel.more', { plate })}
          className="min-target flex items-center justify-center rounded-md text-ink-soft data-[hovered]:bg-sunken"
        >
          <Ellipsis aria-hidden className="size-5" />
        </AriaButton>
        <Popover placement="bottom end" className="rounded-md border border-line bg-surface p-1 shadow-float">
          <Menu className="min-w-52 outline-none" aria-label={t('queuePanel.more', { plate })}>
            {!isFirst && (
              <Item onAction={() => move(queueId, (waiting) => waiting[0])}>
                <ChevronsUp aria-hidden className="size-4" />
                {t('queuePanel.toFrontShort')}
              </Item>
            )}
            <Item onAction={() => onToBay(orderID)}>{t('queuePanel.toBayShort')}</Item>
            {QUEUE_PRIORITY.filter((other) => other !== queueId).map((other) => (
              <Item key={other} onAction={() => move(other, () => undefined)}>
                {t('queuePanel.toQueueShort', { queue: t(`queue.${other}`) })}
              </Item>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  )

  function turn(): string {
    const minutes = wait?.startsInMinutes ?? null
    if (minutes === null) return t('queuePanel.noEstimate')
    return minutes === 0 ? t('queuePanel.now') : t('queuePanel.inAbout', { time: format.age(minutes * MINUTE_MS) })
  }
})

function Item({ onAction, children }: { readonly onAction: () => void; readonly children: ReactNode }) {
  return (
    <MenuItem
      onAction={onAction}
      className="flex min-target items-center gap-2 rounded-sm px-3 text-ink outline-none data-[focused]:bg-sunken"
    >
      {children}
    </MenuItem>
  )
}
