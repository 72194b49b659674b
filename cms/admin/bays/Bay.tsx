'use client'

import { SelectInput, useField, useFormFields } from '@payloadcms/ui'
import type { DefaultCellComponentProps, TextFieldClientProps } from 'payload'
import { Readout } from '../site/Readouts'
import { useSites } from '../site/SiteContext'
import { labelOfField } from '../words/label-of-field'
import { useBayName, useBays } from './BayNamesContext'

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

/** Which bay a station stands at, chosen by name from those of its site; one that is no more stays until another is chosen. */
export function BayField({ path, field, readOnly }: TextFieldClientProps) {
  const { value, setValue, showError, disabled } = useField<string | null>({ path })
  const chosen = useFormFields(([fields]) => fields?.tenant?.value)
  const sites = useSites()
  // Where there is one site, it is not asked for.
  const bays = useBays(sites.length === 1 ? sites[0]?.tenantId : chosen).map(({ bayId, name }) => ({
    value: bayId,
    label: name || bayId,
  }))
  const isGone = Boolean(value) && !bays.some((bay) => bay.value === value)
  return (
    <SelectInput
      path={path}
      name={field.name}
      label={labelOfField(field)}
      hasMany={false}
      options={isGone && value ? [...bays, { value, label: value }] : bays}
      value={value ?? ''}
      onChange={(bay) => setValue(bay && !Array.isArray(bay) ? bay.value : null)}
      readOnly={readOnly || disabled}
      showError={showError}
    />
  )
}
