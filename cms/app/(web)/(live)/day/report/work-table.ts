import type { TFunction } from 'i18next'
import type { People } from '@/lib/domain/people'
import type { WorkReport } from '@/lib/domain/rules/job-work'
import { csvTable } from '@/lib/ui/format/csv'
import { actorWords } from '@/lib/ui/words/event-words'

const MINUTE_MS = 60_000

/** Who washed on a day as a table, a line each: cars, minutes, minutes a car. */
export function workTable({ byPerson }: WorkReport, people: People, t: TFunction): string {
  const inMinutes = (ms: number) => Math.round((ms / MINUTE_MS) * 10) / 10
  const heads = [t('day.column.person'), t('day.cars'), t('day.column.minutes'), t('day.column.minutesPerCar')]
  const lines = byPerson.map(({ by, cars, ms }) => [
    by === null ? t('day.unknown') : actorWords(by, people, t),
    cars,
    inMinutes(ms),
    inMinutes(ms / cars),
  ])
  return csvTable([heads, ...lines])
}
