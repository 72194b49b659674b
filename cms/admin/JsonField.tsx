'use client'

import { FieldDescription, FieldError, FieldLabel, useField, useFormFields } from '@payloadcms/ui'
import type { CodeFieldClientProps, JSONFieldClientProps } from 'payload'
import { useState } from 'react'
import { LinesTable } from './LinesTable'
import { labelOfField } from './words/label-of-field'
import { useWords } from './words/use-words'

/** Why a value cannot be saved. What did not parse is kept as the text it is, and no such field holds a plain text. */
const NO_JSON = 'This is not valid JSON. Check its quotes, commas and brackets.'

const checkParsed =
  (message: string) =>
  (value: unknown): true | string =>
    typeof value === 'string' ? message : true

const acceptText = (): true => true

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return ''
  const parsed = typeof value === 'string' ? parse(value) : value
  return typeof parsed === 'string' ? parsed : JSON.stringify(parsed, null, 2)
}

/**
 * Records as a table to read, and behind it the data themselves for whoever repairs something. (Payload's own editor is
 * fetched from the internet, which a site may lack.)
 */
export function JsonField({ field, path, readOnly }: JSONFieldClientProps | CodeFieldClientProps) {
  const say = useWords()
  const holdsText = field.type === 'code'
  const name = path ?? field.name
  const { value, setValue, showError, errorMessage, disabled } = useField<unknown>({
    path: name,
    validate: holdsText ? acceptText : checkParsed(say(NO_JSON)),
  })
  const currency = useFormFields(([fields]) => fields?.currency?.value)
  // What is being typed, as typed; without it the value is shown laid out.
  const [draft, setDraft] = useState<string | null>(null)
  const text = draft ?? shown(value)
  const locked = Boolean(readOnly || field.admin?.readOnly)
  const id = `field-${name.replaceAll('.', '__')}`

  return (
    <div className={`field-type textarea${showError ? ' error' : ''}${locked ? ' read-only' : ''}`}>
      <FieldLabel htmlFor={id} label={labelOfField(field)} path={name} required={field.required} />
      <div className="field-type__wrap">
        <FieldError message={errorMessage} path={name} showError={showError} />
        <LinesTable value={value} currency={currency} words={field.admin?.custom?.words} />
        {Array.isArray(value) && value.length === 0 && <p className="ax-quiet">{say('None')}</p>}
        <details className="ax-data" open={showError || undefined}>
          <summary>{say(locked ? 'As data' : 'Edit as data')}</summary>
          <textarea
            id={id}
            className="textarea-outer"
            rows={Math.min(16, Math.max(4, text.split('\n').length))}
            spellCheck={false}
            readOnly={locked}
            disabled={disabled && !locked}
            value={text}
            onChange={(event) => {
              setDraft(event.target.value)
              setValue(
                holdsText ? event.target.value : event.target.value.trim() === '' ? null : parse(event.target.value),
              )
            }}
            onBlur={() => {
              if (typeof value !== 'string') setDraft(null)
            }}
          />
        </details>
      </div>
      <FieldDescription description={field.admin?.description} path={name} />
    </div>
  )
}
