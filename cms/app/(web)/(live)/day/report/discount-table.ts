import type { TFunction } from 'i18next'
import type { People } from '@/lib/domain/people'
import { csvTable } from '@/lib/ui/format/csv'
import { discountWords } from '@/lib/ui/words/discount-words'
import { actorWords } from '@/lib/ui/words/event-words'
import type { DayRead } from '../../../../../site/read-day'
import { inUnits } from './in-units'

/** What was taken off the orders of a day as a table, an order each, free washes among them. */
export function discountTable({ report, orders }: DayRead, people: People, t: TFunction): string {
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
    plate ?? '',
    orders
      .get(orderID)
      ?.services.map(({ name }) => name)
      .join(' + ') ?? '',
    inUnits(amount),
    inUnits(totalAmount),
    by ? actorWords(by, people, t) : '',
    discountWords(discount, t),
    approvedBy ? actorWords(approvedBy, people, t) : '',
  ])
  return csvTable([heads, ...lines])
}
