'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { phoneSchema } from '@/lib/domain/values'
import { TextField } from '@/lib/ui/design/Field'
import type { SiteSetUp } from '../read/set-up-steps'
import { SaveLine } from './save-line'
import { useSave } from './use-save'

/** The number that customers write to. */
export function WhatsappForm({ site }: { readonly site: SiteSetUp }) {
  const { t } = useTranslation()
  const saving = useSave()
  const [typed, setTyped] = useState(site.whatsappNumber ?? '')
  /** What was typed when it was to be saved, and could not be. */
  const [refused, setRefused] = useState<string | null>(null)
  const plain = typed.replaceAll(/[\s().-]/g, '')
  const wrong = plain !== '' && !phoneSchema.safeParse(plain).success
  // Said as soon as more of it would not help.
  const isHopeless = wrong && (plain.length > 6 || !/^\+\d*$/.test(plain))
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (wrong) setRefused(typed)
        else void saving.save('PATCH', `/api/tenants/${site.id}?depth=0`, { whatsappNumber: plain || null })
      }}
    >
      <TextField
        type="tel"
        label={t('siteSetup.whatsapp.number')}
        placeholder="+60 12-345 6789"
        value={typed}
        onChange={(value) => {
          saving.touched()
          setTyped(value)
        }}
        maxLength={32}
        error={isHopeless || (wrong && refused === typed) ? t('siteSetup.whatsapp.wrong') : null}
      />
      <SaveLine {...saving} isDisabled={isHopeless} />
    </form>
  )
}
