import { taxesTogether } from '@/lib/domain/rules/tax'
import { csvTable } from '@/lib/ui/format/csv'
import { momentsIn } from '@/lib/ui/format/moments'
import { plateText } from '@/lib/ui/format/plate'
import type { DayRead } from '../../../../../site/read-day'
import { type InWords, inUnits, nameOf, servicesOf } from './columns'

/** The day's records as a table, a line each; the amounts add up to the day's net. */
export function dayTable({ report, records, orders }: DayRead, words: InWords): string {
  const { t } = words
  const moment = momentsIn(words.timeZone)
  const heads = [
    t('day.column.number'),
    t('day.column.time'),
    t('day.column.order'),
    t('day.column.plate'),
    t('day.column.vehicle'),
    t('day.column.services'),
    t('day.column.method'),
    t('day.column.amount', { currency: report.currency }),
    `${t('day.column.change')} (${report.currency})`,
    t('day.column.person'),
    t('day.column.reason'),
    t('day.column.approvedBy'),
    `${t('day.tax')} (${report.currency})`,
  ]
  const lines = records.map(({ seq, at, orderID, method, amount, change, by, reason, approvedBy, taxes }) => {
    const order = orders.get(orderID)
    return [
      seq,
      moment(at),
      orderID,
      plateText(order?.vehicle?.plate ?? ''),
      order?.vehicle ? t(`vehicle.${order.vehicle.type}`) : '',
      servicesOf(order, words),
      t(method ? `day.method.${method}` : 'day.notSaid'),
      inUnits(amount),
      inUnits(change),
      nameOf(by, words),
      reason ?? '',
      nameOf(approvedBy, words),
      inUnits(taxesTogether(taxes).tax),
    ]
  })
  return csvTable([heads, ...lines])
}
