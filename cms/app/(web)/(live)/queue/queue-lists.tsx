'use client'

import { ListX } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useOrdersSync, useQueueSync } from '@/lib/sync'
import type { Order, Queue } from '@/lib/sync/protocol'
import { Banner } from '@/renderer/design/Banner'
import { Button } from '@/renderer/design/Button'
import { EmptyState } from '@/renderer/design/EmptyState'
import { Plate } from '@/renderer/design/Plate'
import { Count } from '@/renderer/design/StateChip'
import { useMoment } from '../live/moment'
import { format } from '../live/words'

/** Who waits where, and opening and closing of queues. */
export function QueueLists() {
  const { queues, updateQueue } = useQueueSync()
  const { orders } = useOrdersSync()
  const [failed, setFailed] = useState(false)
  const byNumber = new Map(orders.map((order) => [order.orderID, order]))
  const toggle = (queue: Queue) =>
    updateQueue(queue.queueId, { open: !queue.open }).then(
      () => setFailed(false),
      () => setFailed(true),
    )
  return (
    <>
      <h1 className="font-semibold text-xl">Queue</h1>
      {failed && (
        <Banner tone="bad" urgent title="The queue was not changed.">
          The change could not be kept for sending. Reload the page, then try again.
        </Banner>
      )}
      <div className="grid gap-4 lg:grid-cols-3">
        {queues.map((queue) => (
          <QueueList key={queue.queueId} queue={queue} orders={byNumber} onToggle={() => toggle(queue)} />
        ))}
      </div>
    </>
  )
}

interface QueueListProps {
  readonly queue: Queue
  readonly orders: ReadonlyMap<string, Order>
  readonly onToggle: () => void
}

function QueueList({ queue, orders, onToggle }: QueueListProps) {
  const now = useMoment()
  return (
    <section aria-label={queue.name} className="rounded-lg bg-surface p-3 shadow-card">
      <header className="mb-2 flex items-center gap-2">
        <h2 className="font-semibold text-lg">{queue.name}</h2>
        <Count>{queue.entries.length}</Count>
        <span className="grow" />
        <span className="text-ink-soft">{queue.open ? 'Open' : 'Closed'}</span>
        <Button onPress={onToggle}>{queue.open ? 'Close' : 'Open'}</Button>
      </header>
      {queue.entries.length === 0 && <EmptyState icon={ListX} title="Nobody is waiting" />}
      <ol className="flex flex-col gap-1">
        {queue.entries.map(({ orderID, enteredAt }) => (
          <li key={orderID}>
            <Link href={`/orders/${orderID}`} className="flex items-center gap-3 rounded-md px-2 py-2">
              <Plate plate={orders.get(orderID)?.vehicle?.plate} size="small" />
              <span className="grow truncate">{orderID}</span>
              <span className="tabular whitespace-nowrap text-ink-soft text-sm">
                {format.age(now - Date.parse(enteredAt))}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  )
}
