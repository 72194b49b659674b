'use client'

import { useTranslation } from 'react-i18next'
import type { Order, SyncEvent } from '@/lib/domain'
import { classNames } from '@/lib/ui/design/class-names'
import { Plate } from '@/lib/ui/design/Plate'
import { actorWords, eventWords, orderBefore } from '@/lib/ui/words/event-words'
import { Spoken, Time } from './figures'
import { useLiveFormat } from './look'
import { LiveLink } from './page-opening'
import { useSite } from './site'

interface EventListProps {
  readonly events: readonly SyncEvent[]
  /** The site's orders, by number: each line then says which car it is about, and leads to its order. */
  readonly orders?: ReadonlyMap<string, Order>
}

/** Events as a person reads them, newest first. */
export function EventList({ events, orders }: EventListProps) {
  return (
    <ol className="flex flex-col">
      {events.map((event) => (
        <li key={event.id} className="relative border-line border-s ps-4">
          <span
            aria-hidden
            className={classNames(
              'absolute -start-[4.5px] size-2 rounded-full bg-line-strong',
              orders ? 'top-[1.125rem]' : 'top-[0.9rem]',
            )}
          />
          {/* A deleted order has no page to go to. */}
          {event.orderID && orders?.has(event.orderID) ? (
            <LiveLink
              href={`/orders/${event.orderID}`}
              className="-ms-2 block rounded-md px-2 py-2.5 -outline-offset-3 hover:bg-sunken"
            >
              <EventLine event={event} events={events} withPlate />
            </LiveLink>
          ) : (
            <div className={orders ? 'py-2.5' : 'py-1.5'}>
              <EventLine event={event} events={events} withPlate={orders !== undefined} />
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}

interface EventLineProps {
  readonly event: SyncEvent
  /** Those around it. */
  readonly events: readonly SyncEvent[]
  readonly withPlate: boolean
}

function EventLine({ event, events, withPlate }: EventLineProps) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const site = useSite()
  const order = 'order' in event.data ? event.data.order : undefined
  const plate = order?.vehicle?.plate ?? ('job' in event.data ? event.data.job.plate : undefined)
  const currency = order?.currency ?? site.currency
  return (
    <span className="flex min-h-6 items-baseline gap-3">
      <Time at={event.timestamp} className="tabular shrink-0 text-ink-faint text-sm" />
      <span className="flex min-w-0 grow flex-wrap items-baseline gap-x-2 gap-y-1">
        {withPlate && plate && <Plate plate={plate} size="small" className="!text-sm" />}
        <Spoken className="min-w-0">{eventWords(event, currency, t, format, orderBefore(event, events))}</Spoken>
        <span className="text-ink-faint text-sm">{who()}</span>
      </span>
    </span>
  )

  function who(): string {
    // That nobody in particular did it is worth saying in an order's history, not in the news.
    if (event.actor === 'system' && withPlate) return ''
    return actorWords(event.actor, site.people, t)
  }
}
