'use client'

import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Washed, WorkReport } from '@/lib/domain/rules/job-work'
import { actorWords } from '@/lib/ui/words/event-words'
import { Card } from '../live/card'
import { useLiveFormat } from '../live/look'
import { useSite } from '../live/site'
import { dateOf } from './asked-day'
import { CELL, HEAD } from './day-shares'

interface DayWorkProps {
  readonly work: WorkReport
  readonly day: string
}

const MINUTE_MS = 60_000

/** Who washed: cars and minutes of each, and how long one took. */
export function DayWork({ work: { byPerson, total }, day }: DayWorkProps) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const { people } = useSite()
  const minutes = (ms: number) => format.minutes(Math.round(ms / MINUTE_MS))
  const cells = ({ cars, ms }: Omit<Washed, 'by'>) => (
    <>
      <td className={CELL}>{format.number(cars)}</td>
      <td className={CELL}>{minutes(ms)}</td>
      <td className={CELL}>{cars === 0 ? '–' : minutes(ms / cars)}</td>
    </>
  )
  const table = (
    <a
      href={`/day/report?date=${dateOf(day)}&of=work`}
      download
      aria-label={`${t('day.csv')}: ${t('day.whoWashed')}`}
      className="min-target -my-2 inline-flex items-center justify-center gap-2 rounded-md px-2 font-semibold text-sm hover:bg-sunken print:hidden"
    >
      <Download aria-hidden className="size-5" />
      <span className="max-md:hidden">{t('day.csv')}</span>
    </a>
  )
  return (
    <Card title={t('day.whoWashed')} aside={total.cars > 0 && table} className="mb-5 break-inside-avoid">
      {total.cars === 0 ? (
        <p className="text-ink-faint text-sm">{t('day.nothingWashed')}</p>
      ) : (
        <table className="tabular w-full text-sm">
          <thead className="text-ink-faint">
            <tr>
              <th scope="col">
                <span className="sr-only">{t('day.whoWashed')}</span>
              </th>
              <th scope="col" className={HEAD}>
                {t('day.cars')}
              </th>
              <th scope="col" className={HEAD}>
                {t('day.washing')}
              </th>
              <th scope="col" className={HEAD}>
                {t('day.perCar')}
              </th>
            </tr>
          </thead>
          <tbody>
            {byPerson.map((washed) => (
              <tr key={washed.by ?? ''} className="border-line border-t">
                <th scope="row" className="wrap-anywhere w-full py-1.5 text-start font-normal">
                  {washed.by === null ? t('day.unknown') : actorWords(washed.by, people, t)}
                </th>
                {cells(washed)}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="border-line-strong border-t font-semibold">
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
