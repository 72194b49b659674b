'use client'

import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { estimateWaits, QUEUE_PRIORITY } from '@/lib/domain'
import { useBaysSync, useOrdersSync, useQueueSync, useWashingBaySync } from '@/lib/sync'
import { useNow } from '@/lib/ui/clock'
import { Banner } from '@/lib/ui/design/Banner'
import { PageTitle } from '../live/card'
import { Spoken } from '../live/figures'
import { useLiveFormat } from '../live/look'
import { QueueList } from './queue-list'
import { useQueueDoors } from './use-queue-doors'

/** Who waits where and for how long, in the order the queues are served; opening and closing of queues. */
export function QueueLists() {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const { queues } = useQueueSync()
  const { orders } = useOrdersSync()
  const { bays } = useBaysSync()
  const { jobs } = useWashingBaySync()
  const now = useNow(30_000)
  const doors = useQueueDoors(queues)
  const byNumber = useMemo(() => new Map(orders.map((order) => [order.orderID, order])), [orders])
  const waits = useMemo(() => estimateWaits({ queues, bays, jobs, orders }, now), [queues, bays, jobs, orders, now])
  const estimates = useMemo(() => new Map(waits.map((wait) => [wait.orderID, wait])), [waits])
  const last = waits.at(-1)
  const summary =
    waits.length === 0
      ? t('queuePanel.empty')
      : last?.startsInMs == null
        ? t('live.queue.noBays', { count: waits.length })
        : t('live.queue.summary', { count: waits.length, time: format.age(last.startsInMs) })
  return (
    <>
      <PageTitle aside={<Spoken className="text-ink-soft">{summary}</Spoken>}>{t('live.page.queue')}</PageTitle>
      {doors.failed && (
        <Banner tone="bad" urgent title={t('live.queue.failed')}>
          {t('live.queue.failedHint')}
        </Banner>
      )}
      <div className="grid items-start gap-5 md:grid-cols-2 lg:grid-cols-3">
        {QUEUE_PRIORITY.flatMap((id) => queues.filter(({ queueId }) => queueId === id)).map((queue) => (
          <QueueList
            key={queue.queueId}
            queue={queue}
            orders={byNumber}
            estimates={estimates}
            waiting={doors.waiting.has(queue.queueId)}
            onToggle={() => doors.toggle(queue)}
          />
        ))}
      </div>
    </>
  )
}
