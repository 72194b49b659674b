'use client'

import type { DefaultCellComponentProps } from 'payload'

/** How many there are, for a list that keeps lists. */
export function CountCell({ cellData }: DefaultCellComponentProps) {
  return <span>{Array.isArray(cellData) ? cellData.length : 0}</span>
}
