'use client'

import { useTranslation } from 'react-i18next'
import type { WorkReport } from '@/lib/domain/rules/job-work'
import { actorWords } from '@/lib/ui/words/event-words'
import { Card } from '../live/card'
import { useLiveFormat } from '../live/look'
import { useSite } from '../live/site'
import { AsTable } from './as-table'
import { FiguresTable } from './figures-table'

interface DayWorkProps {
  readonly work: WorkReport
  /** What an address says to be led to these days. */
  readonly query: string
}

const MINUTE_MS = 60_000

/** Who washed: cars and minutes of each, and how long one took. */
export function DayWork({ work: { byPerson, total }, query }: DayWorkProps) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  const { people } = useSite()
  const minutes = (ms: number) => format.minutes(Math.round(ms / MINUTE_MS))
  return (
    <Card
      title={t('day.whoWashed')}
      aside={total.cars > 0 && <AsTable of={t('day.whoWashed')} query={`${query}&of=work`} />}
    >
      {total.cars === 0 ? (
        <p className="text-ink-faint text-sm">{t('day.nothingWashed')}</p>
      ) : (
        <FiguresTable
          title={t('day.whoWashed')}
          columns={[
            { head: t('day.cars'), cell: ({ cars }) => format.number(cars) },
            { head: t('day.washing'), cell: ({ ms }) => minutes(ms) },
            { head: t('day.perCar'), cell: ({ cars, ms }) => (cars === 0 ? '–' : minutes(ms / cars)) },
          ]}
          rows={byPerson.map((washed) => ({
            of: washed,
            key: washed.by ?? '',
            name: washed.by === null ? t('day.unknown') : actorWords(washed.by, people, t),
          }))}
          total={total}
          totalClassName="font-semibold"
        />
      )}
    </Card>
  )
}
