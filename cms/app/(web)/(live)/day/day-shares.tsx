'use client'

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type DayReport, netOf, type Share } from '@/lib/domain/rules/day-report'
import { classNames } from '@/lib/ui/design/class-names'
import { actorWords } from '@/lib/ui/words/event-words'
import { Card } from '../live/card'
import { Money } from '../live/figures'
import { useLiveFormat } from '../live/look'
import { useSite } from '../live/site'

interface DaySharesProps {
  readonly report: DayReport
  /** What stands among them. */
  readonly children: ReactNode
}

/** The day's money cut in each of the ways an owner asks for; each table adds up to the whole. */
export function DayShares({ report, children }: DaySharesProps) {
  const { t } = useTranslation()
  const { people } = useSite()
  const { total, currency, byMethod, byService, byVehicle, byPerson, byHour } = report
  const of = { total, currency, className: 'mb-5' }
  const method = ({ key }: Share) => t(key === null ? 'day.notSaid' : `day.method.${key as 'cash'}`)
  const vehicle = ({ key }: Share) => (key === null ? t('day.unknown') : t(`vehicle.${key as 'sedan'}`))
  const person = ({ key }: Share) => (key === null ? t('day.unknown') : actorWords(key, people, t))
  const hour = ({ key }: Share) => `${key}:00 – ${key}:59`
  return (
    <div className="items-start gap-5 md:columns-2 print:columns-2">
      <ShareTable {...of} title={t('day.byMethod')} shares={byMethod} nameOf={method} />
      <ShareTable {...of} title={t('day.byHour')} shares={byHour} nameOf={hour} />
      <ShareTable
        {...of}
        title={t('day.byService')}
        shares={byService}
        nameOf={({ name }) => name ?? t('day.unknown')}
      />
      <ShareTable {...of} title={t('day.byVehicle')} shares={byVehicle} nameOf={vehicle} />
      <ShareTable {...of} title={t('day.byPerson')} shares={byPerson} nameOf={person} />
      {children}
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
  readonly className?: string
}

/** How the tables of a day are set. */
export const CELL = 'py-1.5 ps-3 text-end whitespace-nowrap'
export const HEAD = 'py-1.5 ps-3 text-end align-bottom font-medium break-keep md:whitespace-nowrap'

/** One cut of a sum, a line each, with the whole at its foot. */
export function ShareTable({ total, currency, title, shares, nameOf, className }: ShareTableProps) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const most = Math.max(1, ...shares.map(netOf))
  // Where nothing was given back, taken is all there is to say.
  const both = total.givenBack > 0
  const cells = (share: Share) => (
    <>
      <td className={classNames(CELL, both && 'max-md:hidden')}>{format.number(share.orders)}</td>
      {both && (
        <>
          <td className={CELL}>
            <Money sen={share.taken} currency={currency} />
          </td>
          <td className={classNames(CELL, share.givenBack === 0 && 'text-ink-faint')}>
            {share.givenBack === 0 ? '–' : <Money sen={share.givenBack} currency={currency} />}
          </td>
        </>
      )}
      <td className={classNames(CELL, 'font-semibold')}>
        <Money sen={netOf(share)} currency={currency} />
      </td>
    </>
  )
  return (
    <Card title={title} className={classNames('break-inside-avoid', className)}>
      {shares.length === 0 ? (
        <p className="text-ink-faint text-sm">{t('day.nothingTaken')}</p>
      ) : (
        <table className="tabular w-full text-sm">
          <thead className="text-ink-faint">
            <tr>
              <th scope="col">
                <span className="sr-only">{title}</span>
              </th>
              <th scope="col" className={classNames(HEAD, both && 'max-md:hidden')}>
                {t('day.ordersColumn')}
              </th>
              {both && (
                <>
                  <th scope="col" className={HEAD}>
                    {t('day.taken')}
                  </th>
                  <th scope="col" className={HEAD}>
                    {t('day.givenBack')}
                  </th>
                </>
              )}
              <th scope="col" className={HEAD}>
                {t('day.net')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shares.map((share) => (
              <tr key={share.key ?? ''} className="border-line border-t">
                <th scope="row" className="wrap-anywhere w-full py-1.5 text-start font-normal">
                  <span className="block">{nameOf(share)}</span>
                  <span aria-hidden className="mt-1 block h-1 rounded-full bg-sunken">
                    <span
                      className="block h-full rounded-full bg-line-strong/60"
                      style={{ width: `${Math.max(0, (netOf(share) / most) * 100)}%` }}
                    />
                  </span>
                </th>
                {cells(share)}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="border-line-strong border-t">
              <th scope="row" className="py-1.5 text-start font-semibold">
                {t('day.total')}
              </th>
              {cells(total)}
            </tr>
          </tfoot>
        </table>
      )}
    </Card>
  )
}
