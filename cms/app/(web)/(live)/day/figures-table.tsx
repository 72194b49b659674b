import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { classNames } from '@/lib/ui/design/class-names'

interface Column<Row> {
  readonly head: string
  readonly cell: (row: Row) => ReactNode
  /** Of its head and of its cells. */
  readonly className?: string | undefined
  readonly cellClassName?: (row: Row) => string
}

interface FiguresTableProps<Row> {
  readonly title: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly { readonly key: string; readonly name: ReactNode; readonly of: Row }[]
  readonly total: Row
  /** Of the row at the foot. */
  readonly totalClassName?: string
}

const CELL = 'py-1.5 ps-3 text-end whitespace-nowrap'
const HEAD = 'py-1.5 ps-3 text-end align-bottom font-medium break-keep md:whitespace-nowrap'

/** What a day comes to for each of several, a line each, with the whole at its foot. */
export function FiguresTable<Row>({ title, columns, rows, total, totalClassName }: FiguresTableProps<Row>) {
  const { t } = useTranslation()
  const cells = (row: Row) =>
    columns.map(({ head, cell, className, cellClassName }) => (
      <td key={head} className={classNames(CELL, className, cellClassName?.(row))}>
        {cell(row)}
      </td>
    ))
  return (
    <table className="tabular w-full text-sm">
      <thead className="text-ink-faint">
        <tr>
          <th scope="col">
            <span className="sr-only">{title}</span>
          </th>
          {columns.map(({ head, className }) => (
            <th key={head} scope="col" className={classNames(HEAD, className)}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, of }) => (
          <tr key={key} className="border-line border-t">
            <th scope="row" className="wrap-anywhere w-full py-1.5 text-start font-normal">
              {name}
            </th>
            {cells(of)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className={classNames('border-line-strong border-t', totalClassName)}>
          <th scope="row" className="py-1.5 text-start font-semibold">
            {t('day.total')}
          </th>
          {cells(total)}
        </tr>
      </tfoot>
    </table>
  )
}
