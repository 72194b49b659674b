'use client'

import { useTranslation } from 'react-i18next'
import type { Order } from '@/lib/domain'
import { useWashingBaySync } from '@/lib/sync'
import { JobBar } from '../../bays/job-bar'
import { Card } from '../../live/card'
import { useShownOrder } from './order-context'
import { OrderLines } from './order-lines'
import { OrderTimeline } from './order-timeline'

/** An order whole: services and money, notes, the wash if one runs, and what happened. */
export function OrderOverview() {
  const { t } = useTranslation()
  const { order } = useShownOrder()
  const { activeJobs } = useWashingBaySync()
  const job = activeJobs.find(({ orderID }) => orderID === order.orderID)
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-5">
        {job && (
          <Card title={t('live.order.wash')}>
            <JobBar job={job} />
          </Card>
        )}
        <OrderLines order={order} />
        <Notes order={order} />
      </div>
      <OrderTimeline />
    </div>
  )
}

function Notes({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const notes = [
    [t('order.notes'), order.customerNotes],
    [t('order.staffNotes'), order.staffNotes ?? ''],
  ].filter(([, text]) => text !== '')
  return notes.map(([title = '', text]) => (
    <Card key={title} title={title}>
      <p className="whitespace-pre-wrap">{text}</p>
    </Card>
  ))
}
