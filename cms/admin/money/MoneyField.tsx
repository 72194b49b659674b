'use client'

import { FieldDescription, FieldError, FieldLabel, useField, useFormFields } from '@payloadcms/ui'
import type { NumberFieldClientProps } from 'payload'
import { useState } from 'react'
import { signedSenOf, typedOf } from '@/lib/ui/format/amount'
import { useSite } from '../site/SiteContext'
import { labelOfField } from '../words/label-of-field'
import { useWords } from '../words/use-words'

const NO_AMOUNT = 'Enter an amount with at most two decimals, such as 25.00.'

const checkAmount =
  (message: string) =>
  (value: unknown): true | string =>
    typeof value === 'string' ? message : true

/** Money as people write it, `25.00` beside its currency; kept as whole sen. */
export function MoneyField({ field, path, readOnly }: NumberFieldClientProps) {
  const name = path ?? field.name
  const say = useWords()
  const { value, setValue, showError, errorMessage, disabled } = useField<number | string | null>({
    path: name,
    validate: checkAmount(say(NO_AMOUNT)),
  })
  const own = useFormFields(([fields]) => ({ currency: fields?.currency?.value, tenant: fields?.tenant?.value }))
  const site = useSite(own.tenant)
  const [draft, setDraft] = useState<string | null>(null)
  const currency = typeof own.currency === 'string' && own.currency.length === 3 ? own.currency : site.currency
  const locked = Boolean(readOnly || field.admin?.readOnly)
  const id = `field-${name.replaceAll('.', '__')}`
  // Said as soon as the field is left, and not only by the answer to a save.
  const wrong = typeof value === 'string' && draft === null
  const kept = typeof value === 'number' ? typedOf(value) : (value ?? '')

  return (
    <div className={`field-type number ax-money${showError || wrong ? ' error' : ''}${locked ? ' read-only' : ''}`}>
      <FieldLabel htmlFor={id} label={labelOfField(field)} path={name} required={field.required} />
      <div className="field-type__wrap">
        <FieldError message={wrong ? say(NO_AMOUNT) : errorMessage} path={name} showError={showError || wrong} />
        <div className="ax-money__line">
          <span aria-hidden className="ax-money__currency">
            {site.symbol(currency)}
          </span>
          <input
            id={id}
            inputMode="decimal"
            autoComplete="off"
            disabled={locked || disabled}
            value={draft ?? kept}
            onChange={({ target }) => {
              setDraft(target.value)
              // Text that is not an amount stays, so that saving refuses it instead of dropping it.
              setValue(target.value.trim() === '' ? null : (signedSenOf(target.value) ?? target.value))
            }}
            onBlur={() => setDraft(null)}
          />
        </div>
      </div>
      <FieldDescription description={field.admin?.description} path={name} />
    </div>
  )
}
