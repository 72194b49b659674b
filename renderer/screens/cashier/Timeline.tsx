import { useContext, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProvisional, type Order, type People, type SeenOrder, type SyncEvent } from '@/lib/domain'
import { useNow } from '@/lib/ui/clock'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { classNames } from '@/lib/ui/design/class-names'
import { Skeleton } from '@/lib/ui/design/EmptyState'
import { otherZone, SiteZoneContext } from '@/lib/ui/format/site-zone'
import { useFormat } from '@/lib/ui/format/use-format'
import { actorWords, eventWords, orderBefore, withoutEchoes } from '@/lib/ui/words/event-words'
import { useHost } from '../../host'
import { useEvents } from '../../store/use-station'
import { usePeople } from '../use-people'
import { SectionTitle } from './OrderParts'

const MINUTE_MS = 60_000

interface TimelineProps {
  readonly order: Order
  /** This station knows nothing of it: the server is asked. */
  readonly isPast?: boolean
}

/** What happened to the order, latest first: what is remembered of it, and what arrives meanwhile. */
export function Timeline({ order, isPast = false }: TimelineProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const host = useHost()
  const { orderID } = order
  const zone = otherZone(useContext(SiteZoneContext), Date.parse(order.updatedAt))
  const live = useEvents()
  const [attempt, setAttempt] = useState(0)
  const [past, setPast] = useState<readonly SyncEvent[] | 'loading' | 'failed'>('loading')
  useEffect(() => {
    let current = true
    if (attempt > 0) setPast('loading')
    // Of an order that the server has yet to take there is no history.
    const ask = isPast ? host.history : host.timeline
    const asked = isProvisional(orderID) ? Promise.resolve([]) : ask(orderID)
    asked.then(
      (events) => current && setPast(events),
      () => current && setPast('failed'),
    )
    return () => {
      current = false
    }
  }, [host, orderID, isPast, attempt])
  const people = usePeople()
  const now = useNow(MINUTE_MS)
  const events = useMemo(() => {
    const known = new Map<string, SyncEvent>()
    for (const event of Array.isArray(past) ? past : []) known.set(event.id, event)
    for (const event of live) if (event.orderID === orderID) known.set(event.id, event)
    return [...known.values()].sort((a, b) => b.timestamp.localeCompare(a.timestamp) || seqOf(b) - seqOf(a))
  }, [past, live, orderID])
  const told = withoutEchoes(events)
  const isOfToday = told.every(({ timestamp }) => format.time(timestamp, now) === format.time(timestamp))
  const written: Written = isPast ? 'moment' : isOfToday ? 'time' : 'day'
  return (
    <section>
      <SectionTitle>{t('order.timeline')}</SectionTitle>
      {zone && <p className="mb-2 text-ink-faint text-sm">{t('order.zone', { zone })}</p>}
      {past === 'failed' && !isPast && <p className="mb-2 text-ink-faint text-sm">{t('order.timelineError')}</p>}
      {past === 'failed' && isPast && (
        <Banner
          tone="warn"
          title={t('past.unreachable')}
          action={<Button onPress={() => setAttempt((before) => before + 1)}>{t('app.retry')}</Button>}
        >
          {t('past.unreachableText')}
        </Banner>
      )}
      {past === 'loading' && events.length === 0 && (
        <div className="flex flex-col gap-2">
          <Skeleton className="h-6" />
          <Skeleton className="h-6 w-2/3" />
        </div>
      )}
      {past !== 'loading' && events.length === 0 && !(isPast && past === 'failed') && (
        <p className="text-ink-faint text-sm">{t(isPast ? 'past.forgotten' : 'order.timelineEmpty')}</p>
      )}
      <ol className="flex flex-col">
        {told.map((event) => (
          <TimelineEntry
            key={event.id}
            event={event}
            before={orderBefore(event, events)}
            currency={order.currency}
            people={people}
            time={isPast ? format.moment(event.timestamp) : format.time(event.timestamp, now)}
            written={written}
          />
        ))}
      </ol>
    </section>
  )
}

const seqOf = (event: SyncEvent) => Number(/_(\d+)$/.exec(event.id)?.[1] ?? 0)

/** How much of its moment each entry tells: the hour, the day too, the year too. */
const WIDTHS = { time: 'w-12', day: 'w-28 max-md:w-full', moment: 'w-40 max-md:w-full' } as const
type Written = keyof typeof WIDTHS

interface TimelineEntryProps {
  readonly event: SyncEvent
  readonly before: SeenOrder | undefined
  readonly currency: string
  readonly people: People
  readonly time: string
  readonly written: Written
}

function TimelineEntry({ event, before, currency, people, time, written }: TimelineEntryProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <li
      className={classNames(
        'relative flex items-baseline gap-x-4 border-line border-s ps-4 pb-3 last:pb-0',
        written !== 'time' && 'max-md:flex-wrap',
      )}
    >
      <span aria-hidden className="absolute -start-[4.5px] top-2 size-2 rounded-full bg-line-strong" />
      <time
        dateTime={event.timestamp}
        className={classNames('tabular shrink-0 text-ink-faint text-sm', WIDTHS[written])}
      >
        {time}
      </time>
      <span className="min-w-0 grow">{eventWords(event, currency, t, format, before)}</span>
      <span className="shrink-0 truncate text-ink-faint text-sm">{actorWords(event.actor, people, t)}</span>
    </li>
  )
}
