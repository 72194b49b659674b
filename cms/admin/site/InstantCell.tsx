'use client'

import type { DefaultCellComponentProps } from 'payload'
import { SiteTime } from './SiteTime'

/** An instant in a list, on the site's wall. */
export function InstantCell({ cellData, rowData }: DefaultCellComponentProps) {
  return <SiteTime instant={cellData as string | null | undefined} tenant={rowData?.tenant} />
}
