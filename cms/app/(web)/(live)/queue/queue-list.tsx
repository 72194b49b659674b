'use client'

import { DoorClosed, DoorOpen, Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Order, Queue, WaitEstimate } from '@/lib/domain'
import { Button } from '@/lib/ui/design/Button'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { Plate } from '@/lib/ui/design/Plate'
import { Count, StateChip } from '@/lib/ui/design/StateChip'
import { servicesIn } from '@/lib/ui/words/names'
import { Age, Spoken } from '../live/figures'
import { useLiveFormat } from '../live/look'
import { LiveLink } from '../live/page-opening'

export interface QueueListProps {
  readonly queue: Queue
  readonly orders: ReadonlyMap<string, Order>
  readonly estimates: ReadonlyMap<string, WaitEstimate>
  /** A change of this queue has not been answered yet. */
  readonly waiting: boolean
  readonly onToggle: () => void
}

/** One queue: whether it takes cars, who waits in it, since when and until when. */
export function QueueList({ queue, orders, estimates, waiting, onToggle }: QueueListProps) {
  const { t } = useTranslation()
  const name = t(`queue.${queue.queueId}`)
  return (
    <section aria-label={name} className="rounded-lg border border-line bg-surface p-2 shadow-card">
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1 ps-2 max-md:gap-x-1.5">
        <h2 className="font-semibold text-lg max-md:text-base">{name}</h2>
        <Count>{queue.entries.length}</Count>
        <StateChip tone={queue.open ? 'good' : 'warn'} icon={queue.open ? DoorOpen : DoorClosed}>
          {queue.open ? t('live.queue.open') : t('live.queue.closed')}
        </StateChip>
        <Button look="quiet" className="!px-2 max-md:!px-1.5 !text-sm ms-auto" isPending={waiting} onPress={onToggle}>
          {queue.open ? t('queuePanel.closeQueue') : t('queuePanel.openQueue')}
        </Button>
      </header>
      <p aria-live="polite" className="px-2 text-ink-soft text-sm">
        {waiting && t('live.queue.waiting')}
      </p>
      {queue.entries.length === 0 ? (
        <EmptyState icon={Users} title={t('queuePanel.empty')}>
          {t('queuePanel.emptyHint')}
        </EmptyState>
      ) : (
        <ol className="mt-1">
          {queue.entries.map(({ orderID, enteredAt }) => (
            <li key={orderID}>
              <WaitingCar
                orderID={orderID}
                enteredAt={enteredAt}
                order={orders.get(orderID)}
                estimate={estimates.get(orderID)}
              />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

interface WaitingCarProps {
  readonly orderID: string
  readonly enteredAt: string
  readonly order: Order | undefined
  readonly estimate: WaitEstimate | undefined
}

function WaitingCar({ orderID, enteredAt, order, estimate }: WaitingCarProps) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const starts = estimate?.startsInMs ?? null
  const soon =
    starts === null
      ? t('queuePanel.noEstimate')
      : starts < 60_000
        ? t('queuePanel.now')
        : t('queuePanel.inAbout', { time: format.age(starts) })
  return (
    <LiveLink
      href={`/orders/${orderID}`}
      className="flex min-h-14 items-center gap-3 rounded-md px-2 py-1.5 -outline-offset-3 hover:bg-sunken"
    >
      <span className="tabular w-5 shrink-0 text-center font-semibold text-ink-faint text-sm">{estimate?.place}</span>
      <span className="flex min-w-0 grow flex-col items-start gap-1">
        <Plate plate={order?.vehicle?.plate ?? orderID} size="small" />
        <span className="max-w-full truncate text-ink-faint text-xs">{order && servicesIn(t, order.services)}</span>
      </span>
      <span className="flex shrink-0 flex-col items-end">
        <Spoken className="tabular font-semibold text-sm">{soon}</Spoken>
        <span className="tabular text-ink-faint text-xs">
          {t('live.queue.waits')} <Age since={enteredAt} />
        </span>
      </span>
    </LiveLink>
  )
}
