'use client'

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SPOKEN } from '@/lib/domain/languages'
import { type DayReport, netOf, type Share } from '@/lib/domain/rules/day-report'
import { actorWords } from '@/lib/ui/words/event-words'
import { nameIn } from '@/lib/ui/words/names'
import { Card } from '../live/card'
import { Money } from '../live/figures'
import { useLiveFormat, useLook } from '../live/look'
import { useSite } from '../live/site'
import { dateOf } from './asked-day'
import { FiguresTable } from './figures-table'
import { TaxTable } from './tax-table'

interface DaySharesProps {
  readonly report: DayReport
  /** What an address says to be led to these days. */
  readonly query: string
  /** What stands among them. */
  readonly children: ReactNode
}

/** The day's money cut in each of the ways an owner asks for; each table adds up to the whole. */
export function DayShares({ report, query, children }: DaySharesProps) {
  const { t } = useTranslation()
  const { people } = useSite()
  const { total, currency, byMethod, byService, byVehicle, byPerson, byHour, byDay } = report
  const of = { total, currency }
  const { language } = useLook()
  const dayWords = new Intl.DateTimeFormat(SPOKEN[language].locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
  const method = ({ key }: Share) => t(key === null ? 'day.notSaid' : `day.method.${key as 'cash'}`)
  const vehicle = ({ key }: Share) => (key === null ? t('day.unknown') : t(`vehicle.${key as 'sedan'}`))
  const person = ({ key }: Share) => (key === null ? t('day.unknown') : actorWords(key, people, t))
  const day = ({ key }: Share) => dayWords.format(Date.parse(`${dateOf(key ?? '')}T00:00:00Z`))
  const hour = ({ key }: Share) => `${key}:00 – ${key}:59`
  return (
    // The lowest of a column has its distance too, which the page adds again.
    <div className="-mb-5 gap-5 *:break-inside-avoid *:pb-5 md:columns-2 print:columns-2">
      {report.day !== report.until && (
        <div>
          <ShareTable {...of} title={t('day.byDay')} shares={byDay} nameOf={day} />
        </div>
      )}
      <div>
        <ShareTable {...of} title={t('day.byMethod')} shares={byMethod} nameOf={method} />
      </div>
      <div>
        <ShareTable {...of} title={t('day.byHour')} shares={byHour} nameOf={hour} />
      </div>
      <div>
        <ShareTable
          {...of}
          title={t('day.byService')}
          shares={byService}
          nameOf={({ name }) => (name === null ? t('day.unknown') : nameIn(t, name))}
        />
      </div>
      {report.taxes.length > 0 && (
        <div>
          <TaxTable taxes={report.taxes} currency={currency} query={`${query}&of=tax`} />
        </div>
      )}
      <div>
        <ShareTable {...of} title={t('day.byVehicle')} shares={byVehicle} nameOf={vehicle} />
      </div>
      <div>
        <ShareTable {...of} title={t('day.byPerson')} shares={byPerson} nameOf={person} />
      </div>
      <div>{children}</div>
    </div>
  )
}

interface ShareTableProps {
  /** What the shares add up to. */
  readonly total: Share
  readonly currency: string
  readonly title: string
  readonly shares: readonly Share[]
  readonly nameOf: (share: Share) => string
}

/** One cut of a sum, a line each, with the whole at its foot. */
export function ShareTable({ total, currency, title, shares, nameOf }: ShareTableProps) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const most = Math.max(1, ...shares.map(netOf))
  // Where nothing was given back, taken is all there is to say.
  const both = total.givenBack > 0
  const money = (sen: number) => <Money sen={sen} currency={currency} />
  const givenBack = {
    head: t('day.givenBack'),
    cell: (share: Share) => (share.givenBack === 0 ? '–' : money(share.givenBack)),
    cellClassName: (share: Share) => (share.givenBack === 0 ? 'text-ink-faint' : ''),
  }
  const columns = [
    {
      head: t('day.ordersColumn'),
      cell: (share: Share) => format.number(share.orders),
      className: both ? 'max-md:hidden' : undefined,
    },
    ...(both ? [{ head: t('day.taken'), cell: (share: Share) => money(share.taken) }, givenBack] : []),
    { head: t('day.net'), cell: (share: Share) => money(netOf(share)), cellClassName: () => 'font-semibold' },
  ]
  const bar = (share: Share) => (
    <span aria-hidden className="mt-1 block h-1 rounded-full bg-sunken">
      <span
        className="block h-full rounded-full bg-line-strong/60"
        style={{ width: `${Math.max(0, (netOf(share) / most) * 100)}%` }}
      />
    </span>
  )
  return (
    <Card title={title} className="break-inside-avoid">
      {shares.length === 0 ? (
        <p className="text-ink-faint text-sm">{t('day.nothingTaken')}</p>
      ) : (
        <FiguresTable
          title={title}
          columns={columns}
          rows={shares.map((share) => ({
            of: share,
            key: share.key ?? '',
            name: (
              <>
                <span className="block">{nameOf(share)}</span>
                {bar(share)}
              </>
            ),
          }))}
          total={total}
        />
      )}
    </Card>
  )
}
