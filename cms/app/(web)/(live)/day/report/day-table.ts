import type { TFunction } from 'i18next'
import type { People } from '@/lib/domain/people'
import { csvTable } from '@/lib/ui/format/csv'
import { actorWords } from '@/lib/ui/words/event-words'
import type { DayRead } from '../../../../../site/read-day'
import { inUnits } from './in-units'

interface InWords {
  /** IANA name of the zone that times are written in. */
  readonly timeZone: string
  readonly people: People
  readonly t: TFunction
}

/** The day's records as a table, a line each; the amounts add up to the day's net. */
export function dayTable({ report, records, orders }: DayRead, { timeZone, people, t }: InWords): string {
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  })
  const heads = [
    t('day.column.number'),
    t('day.column.time'),
    t('day.column.order'),
    t('day.column.plate'),
    t('day.column.vehicle'),
    t('day.column.services'),
    t('day.column.method'),
    t('day.column.amount', { currency: report.currency }),
    t('day.column.change'),
    t('day.column.person'),
    t('day.column.reason'),
    t('day.column.approvedBy'),
  ]
  const lines = records.map(({ seq, at, orderID, method, amount, change, by, reason, approvedBy }) => {
    const order = orders.get(orderID)
    return [
      seq,
      clock.format(Date.parse(at)).replace(',', ''),
      orderID,
      order?.vehicle?.plate ?? '',
      order?.vehicle ? t(`vehicle.${order.vehicle.type}`) : '',
      order?.services.map(({ name }) => name).join(' + ') ?? '',
      t(method ? `day.method.${method}` : 'day.notSaid'),
      inUnits(amount),
      inUnits(change),
      by ? actorWords(by, people, t) : '',
      reason ?? '',
      approvedBy ? actorWords(approvedBy, people, t) : '',
    ]
  })
  return csvTable([heads, ...lines])
}
