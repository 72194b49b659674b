'use client'

import { useField, useFormFields } from '@payloadcms/ui'
import type { DefaultCellComponentProps, TextFieldClientProps } from 'payload'
import { Readout } from '../site/Readouts'
import { useBayName } from './BayNamesContext'

/** Which bay, in a list. */
export function BayCell({ cellData, rowData }: DefaultCellComponentProps) {
  const name = useBayName(cellData, rowData?.tenant)
  return name === null ? <span className="ax-quiet">—</span> : <span>{name}</span>
}

/** Which bay, on a page of its own; cars are sent there by commands alone. */
export function BayReadout(props: TextFieldClientProps) {
  const { value } = useField<string | null>({ path: props.path })
  const tenant = useFormFields(([fields]) => fields?.tenant?.value)
  return <Readout {...props}>{useBayName(value, tenant) ?? '—'}</Readout>
}
