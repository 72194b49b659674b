'use client'

import { SelectInput, useField } from '@payloadcms/ui'
import type { TextFieldClientProps } from 'payload'
import { labelOfField } from '../words/label-of-field'
import { useSites } from './SiteContext'

/** Which site a record belongs to, chosen by name: not a question where there is one. */
export function SiteField({ path, field, readOnly }: TextFieldClientProps) {
  const sites = useSites()
  const { value, setValue, showError, disabled } = useField<string | null>({ path })
  if (sites.length < 2) return null
  return (
    <SelectInput
      path={path}
      name={field.name}
      label={labelOfField(field)}
      description={field.admin?.description}
      required={field.required}
      isClearable={!field.required}
      hasMany={false}
      options={sites.map(({ tenantId, name }) => ({ value: tenantId, label: name }))}
      value={value ?? ''}
      onChange={(chosen) => setValue(chosen && !Array.isArray(chosen) ? chosen.value : null)}
      readOnly={readOnly || disabled}
      showError={showError}
    />
  )
}
