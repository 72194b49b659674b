import { ArrowDown, ArrowUp, ChevronsUp, Ellipsis, Users } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Queue, QueueId } from '@/lib/sync/protocol'
import { estimateWaits, QUEUE_PRIORITY, type WaitEstimate } from '@/lib/sync/rules'
import { Button, IconButton } from '../../design/Button'
import { EmptyState } from '../../design/EmptyState'
import { Plate } from '../../design/Plate'
import { Count } from '../../design/StateChip'
import { useFormat } from '../../format/use-format'
import { useAct } from '../../frame/use-act'
import { useNow } from '../../store/clock'
import { useDocument, useSite } from '../../store/use-station'
import { BayChooser } from './BayChooser'

/** Waiting cars in the order they will be served, and everything a cashier may change of it. */
export function QueuePanel({ onOpen }: { readonly onOpen: (orderID: string) => void }) {
  const { t } = useTranslation()
  const site = useSite()
  const now = useNow(30_000)
  const [toBay, setToBay] = useState<string | null>(null)
  const estimates = new Map(estimateWaits(site, now).map((estimate) => [estimate.orderID, estimate]))
  const queues = QUEUE_PRIORITY.flatMap((id) => site.queues.filter(({ queueId }) => queueId === id))
  const nobody = queues.every((queue) => queue.entries.length === 0)
  return (
    <section aria-label={t('cashier.queues')} className="flex min-h-0 flex-col">
      <div className="min-h-0 grow overflow-y-auto [scrollbar-width:thin]">
        {queues.map((queue) => (
          <QueueSection key={queue.queueId} queue={queue} estimates={estimates} onOpen={onOpen} onToBay={setToBay} />
        ))}
        {nobody && (
          <EmptyState icon={Users} title={t('queuePanel.empty')}>
            {t('queuePanel.emptyHint')}
          </EmptyState>
        )}
      </div>
      <BayChooser orderID={toBay} onClose={() => setToBay(null)} />
    </section>
  )
}

interface QueueSectionProps {
  readonly queue: Queue
  readonly estimates: ReadonlyMap<string, WaitEstimate>
  readonly onOpen: (orderID: string) => void
  readonly onToBay: (orderID: string) => void
}

function QueueSection({ queue, estimates, onOpen, onToBay }: QueueSectionProps) {
  const { t } = useTranslation()
  const act = useAct()
  const name = t(`queue.${queue.queueId}`)
  const toggle = () =>
    act(
      queue.open ? 'queue.close' : 'queue.open',
      { queue: queue.queueId },
      {
        said: queue.open ? t('toast.queueClosed', { queue: name }) : t('toast.queueOpened', { queue: name }),
        undo: () => void act(queue.open ? 'queue.open' : 'queue.close', { queue: queue.queueId }),
      },
    )
  return (
    <section aria-label={name} className="mb-2">
      <header className="sticky top-0 z-10 flex h-11 items-center gap-2 bg-canvas ps-1.5">
        <h2 className="font-semibold text-sm">{name}</h2>
        <Count>{queue.entries.length}</Count>
        <Button look="quiet" className="!px-2 ms-auto !text-sm !font-medium" onPress={() => void toggle()}>
          {queue.open ? t('queuePanel.closeQueue') : t('queuePanel.openQueue')}
        </Button>
      </header>
      <ol className="flex flex-col gap-1.5">
        {queue.entries.map((entry, index) => (
          <QueueRow
            key={entry.orderID}
            queue={queue}
            index={index}
            estimate={estimates.get(entry.orderID)}
            onOpen={onOpen}
            onToBay={onToBay}
          />
        ))}
      </ol>
    </section>
  )
}

interface QueueRowProps extends Omit<QueueSectionProps, 'estimates'> {
  readonly index: number
  readonly estimate: WaitEstimate | undefined
}

function QueueRow({ queue, index, estimate, onOpen, onToBay }: QueueRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const act = useAct()
  const orderID = queue.entries[index]?.orderID ?? ''
  const order = useDocument('order', orderID)
  const plate = order?.vehicle?.plate ?? orderID
  const before = (place: number) => queue.entries[place]?.orderID ?? null
  const move = (target: QueueId, next: string | null) =>
    void act(
      'queue.move',
      { orderID, queue: target, before: next },
      {
        said: t('toast.queueMoved', { plate }),
        undo: () => void act('queue.move', { orderID, queue: queue.queueId, before: before(index + 1) }),
      },
    )
  const starts = estimate?.startsInMs ?? null
  return (
    <li className="flex items-center gap-1 rounded-md border border-line bg-surface ps-2 shadow-card">
      <button
        type="button"
        onClick={() => onOpen(orderID)}
        className="flex min-h-14 min-w-0 grow items-center gap-2.5 rounded-sm text-start"
      >
        <span className="tabular w-5 shrink-0 text-center font-semibold text-ink-faint text-sm">
          {estimate?.place ?? index + 1}
        </span>
        <span className="flex min-w-0 flex-col items-start gap-0.5">
          <Plate plate={plate} size="small" />
          <span className="tabular truncate text-ink-faint text-xs">
            {starts === null
              ? t('queuePanel.noEstimate')
              : starts < 60_000
                ? t('queuePanel.now')
                : t('queuePanel.inAbout', { time: format.age(starts) })}
          </span>
        </span>
      </button>
      <IconButton
        icon={ArrowUp}
        label={t('queuePanel.moveUp', { plate })}
        isDisabled={index === 0}
        onPress={() => move(queue.queueId, before(index - 1))}
      />
      <IconButton
        icon={ArrowDown}
        label={t('queuePanel.moveDown', { plate })}
        isDisabled={index === queue.entries.length - 1}
        onPress={() => move(queue.queueId, before(index + 2))}
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
            {index > 0 && (
              <Item onAction={() => move(queue.queueId, before(0))}>
                <ChevronsUp aria-hidden className="size-4" />
                {t('queuePanel.toFrontShort')}
              </Item>
            )}
            <Item onAction={() => onToBay(orderID)}>{t('queuePanel.toBayShort')}</Item>
            {QUEUE_PRIORITY.filter((other) => other !== queue.queueId).map((other) => (
              <Item key={other} onAction={() => move(other, null)}>
                {t('queuePanel.toQueueShort', { queue: t(`queue.${other}`) })}
              </Item>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </li>
  )
}

function Item({ onAction, children }: { readonly onAction: () => void; readonly children: React.ReactNode }) {
  return (
    <MenuItem
      onAction={onAction}
      className="flex min-target items-center gap-2 rounded-sm px-3 text-ink outline-none data-[focused]:bg-sunken"
    >
      {children}
    </MenuItem>
  )
}
