import { csvTable } from '@/lib/ui/format/csv'
import type { DayRead } from '../../../../../site/read-day'
import { type InWords, inUnits } from './columns'

/** The tax in what was kept of a day as a table, a line for each rate. */
export function taxTable({ report: { taxes, currency } }: DayRead, { t }: InWords): string {
  const heads = [
    t('day.column.taxRate'),
    ...[t('day.beforeTax'), t('day.tax'), t('day.withTax')].map((what) => `${what} (${currency})`),
  ]
  const lines = taxes.map(({ rate, tax, of }) => [rate / 100, inUnits(of - tax), inUnits(tax), inUnits(of)])
  return csvTable([heads, ...lines])
}
