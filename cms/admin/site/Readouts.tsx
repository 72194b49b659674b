'use client'

import { FieldDescription, FieldLabel, useField, useFormFields } from '@payloadcms/ui'
import type { DateFieldClientProps, NumberFieldClientProps, TextFieldClientProps } from 'payload'
import type { ReactNode } from 'react'
import { labelOfField } from '../words/label-of-field'
import { useSite } from './SiteContext'
import { SiteTime } from './SiteTime'

type ReadoutProps = DateFieldClientProps | NumberFieldClientProps | TextFieldClientProps

/** A value that is shown and not edited, under its label. */
export function Readout({ field, path, children }: ReadoutProps & { children: ReactNode }) {
  return (
    <div className="field-type ax-readout">
      <FieldLabel label={labelOfField(field)} path={path} />
      <div className="ax-readout__value">{children}</div>
      <FieldDescription description={field.admin?.description} path={path} />
    </div>
  )
}

/** A time that the rules write and people read. */
export function InstantReadout(props: DateFieldClientProps | TextFieldClientProps) {
  const { value } = useField<string | null>({ path: props.path })
  const tenant = useFormFields(([fields]) => fields?.tenant?.value)
  return (
    <Readout {...props}>
      <SiteTime instant={value} tenant={tenant} />
    </Readout>
  )
}

/** Milliseconds as people say them: `12 min`. */
export function DurationReadout(props: NumberFieldClientProps) {
  const { value } = useField<number | null>({ path: props.path })
  const site = useSite()
  return <Readout {...props}>{value ? site.age(value) : '—'}</Readout>
}
