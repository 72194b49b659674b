import { PAYMENT_METHODS } from '@/lib/domain/documents'
import { netOf, type Share } from '@/lib/domain/rules/day-report'
import { csvTable } from '@/lib/ui/format/csv'
import { momentsIn } from '@/lib/ui/format/moments'
import type { ShiftRead } from '../../../../../site/read-shift'
import { type InWords, inUnits, nameOf } from './columns'

/** Cash has a column of its own: with the float it is what should be in the drawer. */
const METHODS = [...PAYMENT_METHODS.filter((method) => method !== 'cash'), null]

/** Shifts as a table, a line each. Of an open one nothing tells what there should be in its drawer. */
export function shiftTable(shifts: readonly ShiftRead[], words: InWords): string {
  const { t } = words
  const moment = momentsIn(words.timeZone)
  const by = t('day.column.person')
  // A site that has changed its currency has shifts of either.
  const currencies = [...new Set(shifts.map(({ shift }) => shift.currency))].join(', ')
  const inCurrency = (what: string) => (currencies ? `${what} (${currencies})` : what)
  const rates = [...new Set(shifts.flatMap(({ report }) => report?.taxes.map(({ rate }) => rate) ?? []))].sort(
    (a, b) => b - a,
  )
  const heads = [
    t('shift.page'),
    t('shift.opened'),
    `${t('shift.opened')}: ${by}`,
    t('shift.closed'),
    `${t('shift.closed')}: ${by}`,
    ...[t('shift.float'), t('shift.cash'), t('shift.expected'), t('shift.countedIs')].map(inCurrency),
    inCurrency(t('shift.difference')),
    ...METHODS.map((method) => inCurrency(t(method ? `day.method.${method}` : 'day.notSaid'))),
    ...[t('day.givenBack'), t('day.net')].map(inCurrency),
    ...rates.flatMap((rate) => [t('day.beforeTax'), t('day.tax')].map((what) => inCurrency(`${what} ${rate / 100} %`))),
    t('shift.firstRecord'),
    t('shift.lastRecord'),
    t('shift.noteHead'),
  ]
  const known = (sen: number | null | undefined) => (sen === null || sen === undefined ? '' : inUnits(sen))
  const lines = shifts.map(({ shift, report }) => {
    const { number, openedAt, openedBy, closedAt, closedBy, fromSeq, toSeq } = shift
    const of = (key: Share['key']) => report?.byMethod.find((share) => share.key === key)
    const hasRecords = toSeq !== null && toSeq > fromSeq
    return [
      number,
      moment(openedAt),
      nameOf(openedBy, words),
      closedAt ? moment(closedAt) : '',
      nameOf(closedBy, words),
      ...[shift.float, report?.cash, report?.expected, shift.counted, report?.difference].map(known),
      ...METHODS.map((method) => {
        const share = of(method)
        return known(report ? (share ? netOf(share) : 0) : null)
      }),
      ...[report?.total.givenBack, report ? netOf(report.total) : null].map(known),
      ...rates.flatMap((rate) => {
        const { tax, of } = report?.taxes.find((each) => each.rate === rate) ?? { tax: 0, of: 0 }
        return [of - tax, tax].map((sen) => known(report && sen))
      }),
      hasRecords ? fromSeq + 1 : '',
      hasRecords ? toSeq : '',
      shift.note,
    ]
  })
  return csvTable([heads, ...lines])
}
