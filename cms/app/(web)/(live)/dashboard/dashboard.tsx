'use client'

import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SyncEvent } from '@/lib/domain'
import { SPOKEN } from '@/lib/domain/languages'
import type { Takings } from '@/lib/domain/takings'
import { useBaysSync, useOrdersSync } from '@/lib/sync'
import { useNow } from '@/lib/ui/clock'
import { BayCard } from '../bays/bay-card'
import { ACTIVITY_LIMIT, ACTIVITY_TYPES } from '../live/activity-types'
import { Card, PageTitle } from '../live/card'
import { EventList } from '../live/event-list'
import { useEventsSince } from '../live/events'
import { Spoken } from '../live/figures'
import { useLook } from '../live/look'
import { LiveLink } from '../live/page-opening'
import { useSite } from '../live/site'
import { KeyFigures } from './key-figures'
import { StageCounts } from './stage-counts'
import { StageLists } from './stage-lists'

export interface DashboardProps {
  readonly takings: Takings
  readonly activity: readonly SyncEvent[]
  /** Stands above the figures. */
  readonly children?: ReactNode
}

const isActivity = (event: SyncEvent) => (ACTIVITY_TYPES as readonly string[]).includes(event.eventType)

/** The site at a glance: the day's money, what waits where, the bays, and what happened last. */
export function Dashboard({ takings, activity, children }: DashboardProps) {
  const { t } = useTranslation()
  const { orders } = useOrdersSync()
  const { bays } = useBaysSync()
  const events = useEventsSince(activity, isActivity, ACTIVITY_LIMIT)
  const byNumber = useMemo(() => new Map(orders.map((order) => [order.orderID, order])), [orders])
  return (
    <>
      <PageTitle aside={<Today />}>{t('live.page.dashboard')}</PageTitle>
      {children}
      <KeyFigures takings={takings} />
      <StageCounts orders={orders} />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(19rem,1fr)]">
        <StageLists orders={orders} />
        <div className="flex flex-col gap-5">
          <Card
            title={t('live.page.bays')}
            aside={
              <LiveLink
                href="/bays"
                className="min-target -my-3 inline-flex items-center justify-end font-medium text-accent text-sm"
              >
                {t('live.all')}
              </LiveLink>
            }
          >
            {bays.length === 0 ? (
              <p className="text-ink-faint text-sm">{t('live.bays.emptyHint')}</p>
            ) : (
              <ul className="-my-2 divide-y divide-line">
                {bays.map((bay) => (
                  <li key={bay.bayId}>
                    <BayCard bay={bay} compact />
                  </li>
                ))}
              </ul>
            )}
          </Card>
          <Card title={t('live.activity')}>
            {events.length === 0 ? (
              <p className="text-ink-faint text-sm">{t('live.activityEmpty')}</p>
            ) : (
              <EventList events={events} orders={byNumber} />
            )}
          </Card>
        </div>
      </div>
    </>
  )
}

/** The day at the site, in words. */
function Today() {
  const { language } = useLook()
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const day = new Intl.DateTimeFormat(SPOKEN[language].locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  })
  return <Spoken className="text-ink-soft">{day.format(now)}</Spoken>
}
