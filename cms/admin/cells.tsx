'use client'

import { DefaultCell } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import { plateText } from '@/lib/ui/format/plate'
import { useWords } from './words/use-words'

/** A value in a list as Payload shows it, but nothing as a dash: "<No Bay>" reads like a fault. */
export function PlainCell(props: DefaultCellComponentProps) {
  const empty = props.cellData === null || props.cellData === undefined || props.cellData === ''
  return empty && !props.link ? <span className="ax-quiet">—</span> : <DefaultCell {...props} />
}

/** A plate in the form that all screens and papers have. */
export function PlateCell(props: DefaultCellComponentProps) {
  return <PlainCell {...props} cellData={plateText(String(props.cellData ?? ''))} />
}

/** A box that is ticked or not, in a word. */
export function YesNoCell({ cellData }: DefaultCellComponentProps) {
  const say = useWords()
  return cellData ? <span>{say('Yes')}</span> : <span className="ax-quiet">{say('No')}</span>
}

/** How many there are, for a list that keeps lists. */
export function CountCell({ cellData }: DefaultCellComponentProps) {
  return <span>{Array.isArray(cellData) ? cellData.length : 0}</span>
}
