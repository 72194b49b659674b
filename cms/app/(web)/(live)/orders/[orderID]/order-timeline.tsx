'use client'

import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { SyncEvent } from '@/lib/domain'
import { Card } from '../../live/card'
import { EventList } from '../../live/event-list'
import { useEventsSince } from '../../live/events'
import { useShownOrder } from './order-context'

/** As many as the server reads, and those that come while the page is open. */
const LIMIT = 300

/** What happened to the order, latest first. */
export function OrderTimeline() {
  const { t } = useTranslation()
  const { order, timeline } = useShownOrder()
  const { orderID } = order
  const own = useCallback((event: SyncEvent) => event.orderID === orderID, [orderID])
  const events = useEventsSince(timeline, own, LIMIT)
  return (
    <Card title={t('order.timeline')}>
      {events.length === 0 ? (
        <p className="text-ink-faint text-sm">{t('live.order.noTimeline')}</p>
      ) : (
        <EventList events={events} />
      )}
    </Card>
  )
}
