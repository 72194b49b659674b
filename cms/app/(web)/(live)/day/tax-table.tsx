import { useTranslation } from 'react-i18next'
import { type TaxOfRate, taxesTogether } from '@/lib/domain/rules/tax'
import { Card } from '../live/card'
import { Money } from '../live/figures'
import { useLiveFormat } from '../live/look'
import { AsTable } from './as-table'
import { FiguresTable } from './figures-table'

interface TaxTableProps {
  readonly taxes: readonly TaxOfRate[]
  readonly currency: string
  /** What an address says to be led to it as a table; without it there is none. */
  readonly query?: string
}

/** The tax in what was kept, a line for each rate; nothing where there is none. */
export function TaxTable({ taxes, currency, query }: TaxTableProps) {
  const { t } = useTranslation()
  const format = useLiveFormat()
  if (taxes.length === 0) return null
  const money = (sen: number) => <Money sen={sen} currency={currency} />
  return (
    <Card
      title={t('day.tax')}
      aside={query && <AsTable of={t('day.tax')} query={query} />}
      className="break-inside-avoid"
    >
      <FiguresTable<Pick<TaxOfRate, 'tax' | 'of'>>
        title={t('day.tax')}
        columns={[
          { head: t('day.beforeTax'), cell: ({ of, tax }) => money(of - tax) },
          { head: t('day.tax'), cell: ({ tax }) => money(tax), cellClassName: () => 'font-semibold' },
          { head: t('day.withTax'), cell: ({ of }) => money(of), className: 'max-md:hidden' },
        ]}
        rows={taxes.map((each) => ({
          of: each,
          key: String(each.rate),
          name: `${format.number(each.rate / 100)} %`,
        }))}
        total={taxesTogether(taxes)}
      />
      <p className="mt-2 text-ink-faint text-xs">{t('day.taxHint')}</p>
    </Card>
  )
}
