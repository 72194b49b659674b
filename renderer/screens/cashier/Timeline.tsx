import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Order, SyncEvent } from '@/lib/sync/protocol'
import { Skeleton } from '../../design/EmptyState'
import { useFormat } from '../../format/use-format'
import { useHost } from '../../host'
import { useEvents } from '../../store/use-station'
import { SectionTitle } from './OrderPage'

/** What happened to the order, latest first: what the host remembers, and what arrives meanwhile. */
export function Timeline({ order }: { readonly order: Order }) {
  const { t } = useTranslation()
  const host = useHost()
  const { orderID } = order
  const live = useEvents()
  const [past, setPast] = useState<readonly SyncEvent[] | 'loading' | 'failed'>('loading')
  useEffect(() => {
    let current = true
    host.timeline(orderID).then(
      (events) => current && setPast(events),
      () => current && setPast('failed'),
    )
    return () => {
      current = false
    }
  }, [host, orderID])
  const events = useMemo(() => {
    const known = new Map<string, SyncEvent>()
    for (const event of Array.isArray(past) ? past : []) known.set(event.id, event)
    for (const event of live) if (event.orderID === orderID) known.set(event.id, event)
    return [...known.values()].sort((a, b) => b.timestamp.localeCompare(a.timestamp) || seqOf(b) - seqOf(a))
  }, [past, live, orderID])
  return (
    <section>
      <SectionTitle>{t('order.timeline')}</SectionTitle>
      {past === 'failed' && <p className="mb-2 text-ink-faint text-sm">{t('order.timelineError')}</p>}
      {past === 'loading' && events.length === 0 && (
        <div className="flex flex-col gap-2">
          <Skeleton className="h-6" />
          <Skeleton className="h-6 w-2/3" />
        </div>
      )}
      {past !== 'loading' && events.length === 0 && (
        <p className="text-ink-faint text-sm">{t('order.timelineEmpty')}</p>
      )}
      <ol className="flex flex-col">
        {events.map((event) => (
          <TimelineEntry key={event.id} event={event} currency={order.currency} />
        ))}
      </ol>
    </section>
  )
}

const seqOf = (event: SyncEvent) => Number(/_(\d+)$/.exec(event.id)?.[1] ?? 0)

function TimelineEntry({ event, currency }: { readonly event: SyncEvent; readonly currency: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <li className="relative flex items-baseline gap-4 border-line border-s ps-4 pb-3 last:pb-0">
      <span aria-hidden className="absolute -start-[4.5px] top-2 size-2 rounded-full bg-line-strong" />
      <time dateTime={event.timestamp} className="tabular w-12 shrink-0 text-ink-faint text-sm">
        {format.time(event.timestamp)}
      </time>
      <span className="min-w-0 grow">{happened()}</span>
      <span className="shrink-0 truncate text-ink-faint text-sm">{actor(event.actor)}</span>
    </li>
  )

  function happened(): string {
    switch (event.eventType) {
      case 'stage_change':
      case 'order_stage_change':
        return t('event.stage_change', {
          from: t(`stage.${event.data.previousStage}`),
          to: t(`stage.${event.data.newStage}`),
        })
      case 'payment_update':
        return t('event.payment_update', {
          status: t(`payment.${event.data.newStatus}`),
          amount: format.money(event.data.amount, currency),
        })
      case 'status_update':
        return event.data.previousStatus === event.data.newStatus
          ? t('event.status_update')
          : t('event.statusTo', { status: t(`overall.${event.data.newStatus}`) })
      case 'job_progress_update': {
        const { job } = event.data
        const step = job.steps.findLast((entry) => entry.status !== 'pending')
        if (job.status !== 'in_progress' || !step)
          return t('event.job_progress_update', { status: t(`jobStatus.${job.status}`) })
        return t('event.jobStep', { step: step.name, status: t(`step.${step.status}`) })
      }
      default:
        return t(`event.${event.eventType}`)
    }
  }

  function actor(name: string): string {
    if (name === 'system') return t('event.system')
    return name.replace(/^(user|station):/, '')
  }
}
