import type { WorkReport } from '@/lib/domain/rules/job-work'
import { csvTable } from '@/lib/ui/format/csv'
import { type InWords, nameOf } from './columns'

const MINUTE_MS = 60_000

/** Who washed on a day as a table, a line each: cars, minutes, minutes a car. */
export function workTable({ byPerson }: WorkReport, words: InWords): string {
  const { t } = words
  const inMinutes = (ms: number) => Math.round((ms / MINUTE_MS) * 10) / 10
  const heads = [t('day.column.person'), t('day.cars'), t('day.column.minutes'), t('day.column.minutesPerCar')]
  const lines = byPerson.map(({ by, cars, ms }) => [
    nameOf(by, words) || t('day.unknown'),
    cars,
    inMinutes(ms),
    inMinutes(ms / cars),
  ])
  return csvTable([heads, ...lines])
}
