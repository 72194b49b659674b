import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'

interface AsTableProps {
  /** What it is a table of, in words. */
  readonly of: string
  /** What is asked of `/day/report`. */
  readonly query: string
}

/** Downloads what a card shows as a table (CSV). */
export function AsTable({ of, query }: AsTableProps) {
  const { t } = useTranslation()
  return (
    <a
      href={`/day/report?${query}`}
      download
      aria-label={`${t('day.csv')}: ${of}`}
      className="min-target -my-2 inline-flex items-center justify-center gap-2 rounded-md px-2 font-semibold text-sm hover:bg-sunken print:hidden"
    >
      <Download aria-hidden className="size-5" />
      <span className="max-md:hidden">{t('day.csv')}</span>
    </a>
  )
}
