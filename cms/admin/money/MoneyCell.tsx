'use client'

import type { DefaultCellComponentProps } from 'payload'
import { useSite } from '../site/SiteContext'

/** Sen in a list as money: `RM 25.00`. */
export function MoneyCell({ cellData, rowData }: DefaultCellComponentProps) {
  const site = useSite(rowData?.tenant)
  if (typeof cellData !== 'number') return <span>—</span>
  return <span className="ax-time">{site.money(cellData, rowData?.currency)}</span>
}
