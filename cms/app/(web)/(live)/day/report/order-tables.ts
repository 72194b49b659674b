import { csvTable } from '@/lib/ui/format/csv'
import { momentsIn } from '@/lib/ui/format/moments'
import { plateText } from '@/lib/ui/format/plate'
import { discountWords } from '@/lib/ui/words/discount-words'
import type { DayRead } from '../../../../../site/read-day'
import { type InWords, inUnits, nameOf, servicesOf } from './columns'

/** What was taken off the orders of a day as a table, an order each, free washes among them. */
export function discountTable({ report, orders }: DayRead, words: InWords): string {
  const { t } = words
  const { currency, discounts } = report
  const heads = [
    t('day.column.order'),
    t('day.column.plate'),
    t('day.column.services'),
    `${t('order.discount')} (${currency})`,
    `${t('order.total')} (${currency})`,
    t('day.column.person'),
    t('day.column.reason'),
    t('day.column.approvedBy'),
  ]
  const lines = discounts.map(({ orderID, plate, amount, totalAmount, by, approvedBy, ...discount }) => [
    orderID,
    plateText(plate ?? ''),
    servicesOf(orders.get(orderID), words),
    inUnits(amount),
    inUnits(totalAmount),
    nameOf(by, words),
    discountWords(discount, t),
    nameOf(approvedBy, words),
  ])
  return csvTable([heads, ...lines])
}

/** The orders of a day that were called off, an order each. */
export function calledOffTable({ report, orders }: DayRead, words: InWords): string {
  const { t } = words
  const moment = momentsIn(words.timeZone)
  const heads = [
    t('day.column.time'),
    t('day.column.order'),
    t('day.column.plate'),
    t('day.column.services'),
    `${t('order.total')} (${report.currency})`,
    t('day.column.person'),
    t('day.column.reason'),
    t('day.column.approvedBy'),
  ]
  const lines = report.calledOff.map(({ orderID, plate, amount, at, by, reason, approvedBy }) => [
    moment(at),
    orderID,
    plateText(plate ?? ''),
    servicesOf(orders.get(orderID), words),
    inUnits(amount),
    nameOf(by, words),
    reason ?? '',
    nameOf(approvedBy, words),
  ])
  return csvTable([heads, ...lines])
}

/** The orders of a day that are not closed, as they stand now, an order each. */
export function openTable({ report, orders }: DayRead, { timeZone, t }: InWords): string {
  const moment = momentsIn(timeZone)
  const heads = [
    t('day.column.time'),
    t('day.column.order'),
    t('day.column.plate'),
    t('day.column.services'),
    t('day.column.stage'),
    `${t('day.stillDue')} (${report.currency})`,
  ]
  const lines = report.open.map(({ orderID, plate, stage, due, takenAt }) => [
    moment(takenAt),
    orderID,
    plateText(plate ?? ''),
    servicesOf(orders.get(orderID), { t }),
    t(`stage.${stage}`),
    inUnits(due),
  ])
  return csvTable([heads, ...lines])
}
