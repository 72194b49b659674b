'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LONGEST_NAME } from '@/lib/domain/names'
import { Select, Switch, TextField } from '@/lib/ui/design/Field'
import type { SiteSetUp } from '../read/set-up-steps'
import { SaveLine } from './save-line'
import { useSave } from './use-save'

/** What the sites of these countries take. A site with another one keeps it. */
const CURRENCIES = ['MYR', 'SGD', 'BND', 'IDR', 'THB', 'PHP']

/** The site's name, its money and its hours. */
export function SiteForm({ site }: { readonly site: SiteSetUp }) {
  const { t } = useTranslation()
  const saving = useSave()
  const [draft, setDraft] = useState({
    name: site.name,
    registrationNumber: site.registrationNumber ?? '',
    currency: site.currency,
    cashRounding: site.cashRounding ?? false,
    opensAt: site.opensAt ?? '',
    closesAt: site.closesAt ?? '',
  })
  const change = (part: Partial<typeof draft>) => {
    saving.touched()
    setDraft({ ...draft, ...part })
  }
  const nameless = draft.name.trim() === ''
  const currencies = CURRENCIES.includes(site.currency) ? CURRENCIES : [site.currency, ...CURRENCIES]
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (nameless) return
        void saving.save('PATCH', `/api/tenants/${site.id}?depth=0`, {
          ...draft,
          name: draft.name.trim(),
          registrationNumber: draft.registrationNumber.trim() || null,
          opensAt: draft.opensAt || null,
          closesAt: draft.closesAt || null,
        })
      }}
    >
      <div className="grid grid-cols-1 items-start gap-4 sm:grid-cols-2">
        <TextField
          label={t('siteSetup.site.name')}
          value={draft.name}
          onChange={(name) => change({ name })}
          maxLength={LONGEST_NAME}
          isRequired
          error={nameless ? t('siteSetup.site.nameless') : null}
        />
        <TextField
          label={t('siteSetup.site.registration')}
          value={draft.registrationNumber}
          onChange={(registrationNumber) => change({ registrationNumber })}
          maxLength={64}
        />
        <Select
          label={t('siteSetup.site.currency')}
          value={draft.currency}
          options={currencies.map((value) => ({ value, label: value }))}
          onChange={(currency) => change({ currency })}
        />
        <Switch
          label={t('siteSetup.site.cashRounding')}
          description={t('siteSetup.site.cashRoundingHint')}
          value={draft.cashRounding}
          onChange={(cashRounding) => change({ cashRounding })}
        />
        <TextField
          type="time"
          label={t('siteSetup.site.opensAt')}
          value={draft.opensAt}
          onChange={(opensAt) => change({ opensAt })}
        />
        <TextField
          type="time"
          label={t('siteSetup.site.closesAt')}
          description={t('siteSetup.site.closesHint')}
          value={draft.closesAt}
          onChange={(closesAt) => change({ closesAt })}
        />
      </div>
      <SaveLine {...saving} isDisabled={nameless} />
    </form>
  )
}
