'use client'

import { Banknote, CircleCheck, Columns3, type LucideIcon, TriangleAlert, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { startOfSiteDay } from '@/lib/domain/rules/site-day'
import type { Takings } from '@/lib/domain/takings'
import { useBaysSync, useOrdersSync, useQueueSync } from '@/lib/sync'
import { useNow } from '@/lib/ui/clock'
import { Money, Spoken } from '../live/figures'
import { useLiveFormat } from '../live/look'
import { LiveLink } from '../live/page-opening'
import { useSite } from '../live/site'
import { useTakings } from './use-takings'

/** The four figures an owner asks for first. */
export function KeyFigures({ takings }: { readonly takings: Takings }) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const { timeZone } = useSite()
  const { orders } = useOrdersSync()
  const { queues } = useQueueSync()
  const { bays } = useBaysSync()
  const { takings: taken, old } = useTakings(takings)
  const now = useNow(30_000)

  const waiting = queues.flatMap(({ entries }) => entries)
  const longest = Math.min(...waiting.map(({ enteredAt }) => Date.parse(enteredAt)))
  const out = bays.filter(({ status }) => status === 'out_of_service')
  const busy = bays.filter(({ orderID }) => orderID !== null)
  const today = startOfSiteDay(now, timeZone)
  const finished = orders.filter(({ stage, stageSince }) => stage === 'completed' && Date.parse(stageSince) >= today)
  const underWay = orders.filter(({ stage }) => stage !== 'completed' && stage !== 'cancelled')
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Figure
        icon={Banknote}
        label={t('live.figure.takings')}
        hint={
          old ? (
            <span className="inline-flex items-center gap-1 text-warn">
              <TriangleAlert aria-hidden className="size-3.5" />
              {t('live.figure.old')}
            </span>
          ) : (
            t('live.figure.paidOrders', { count: taken.orders })
          )
        }
      >
        <LiveLink href="/day" className="min-target -my-2 inline-flex items-center rounded-sm hover:underline">
          <Money sen={taken.amount} currency={taken.currency} />
        </LiveLink>
      </Figure>
      <Figure
        icon={Users}
        label={t('board.waiting')}
        hint={
          waiting.length === 0 ? (
            t('queuePanel.empty')
          ) : (
            <Spoken>{t('live.figure.longest', { time: format.age(now - longest) })}</Spoken>
          )
        }
      >
        {format.number(waiting.length)}
      </Figure>
      <Figure
        icon={Columns3}
        label={t('board.bays')}
        hint={[
          t('live.figure.baysFree', { count: bays.length - out.length - busy.length }),
          ...(out.length > 0 ? [t('live.figure.baysOut', { count: out.length })] : []),
        ].join(' · ')}
      >
        {t('live.figure.of', { part: format.number(busy.length), whole: format.number(bays.length) })}
      </Figure>
      <Figure
        icon={CircleCheck}
        label={t('live.figure.finished')}
        hint={t('live.figure.underWay', { count: underWay.length })}
      >
        {format.number(finished.length)}
      </Figure>
    </dl>
  )
}

interface FigureProps {
  readonly icon: LucideIcon
  readonly label: string
  readonly hint: ReactNode
  readonly children: ReactNode
}

function Figure({ icon: Icon, label, hint, children }: FigureProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1 rounded-lg border border-line bg-surface px-4 py-3 shadow-card max-md:px-3">
      <dt className="flex items-center gap-2 font-medium text-ink-soft text-sm">
        <Icon aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 break-words">{label}</span>
      </dt>
      <dd className="tabular font-semibold text-2xl max-md:text-xl">{children}</dd>
      <dd className="text-ink-faint text-sm">{hint}</dd>
    </div>
  )
}
