'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '@/lib/ui/design/Choice'
import { TextField } from '@/lib/ui/design/Field'
import type { SiteSetUp } from '../read/set-up-steps'
import { SaveLine } from './save-line'
import { useSave } from './use-save'

/** A rate as people write it, `8`, `6.5` or `6,5`; `null` for what is none or nothing. */
function percentOf(typed: string): number | null {
  if (!/^\d{1,3}([.,]\d{1,2})?$/.test(typed.trim())) return null
  const percent = Number(typed.trim().replace(',', '.'))
  return percent > 0 && percent <= 100 ? percent : null
}

type Taxed = 'without' | 'with' | 'onTop'

function taxedAs({ taxPercent, taxOnTop }: SiteSetUp): Taxed | null {
  if (taxPercent === null || taxPercent === undefined) return null
  return taxPercent === 0 ? 'without' : taxOnTop ? 'onTop' : 'with'
}

/** Whether prices include a tax or have it added, and how receipts call it. */
export function TaxForm({ site }: { readonly site: SiteSetUp }) {
  const { t } = useTranslation()
  const saving = useSave()
  const [taxed, setTaxed] = useState(() => taxedAs(site))
  const [draft, setDraft] = useState({
    percent: site.taxPercent ? String(site.taxPercent) : '',
    taxName: site.taxName ?? '',
    taxNumber: site.taxNumber ?? '',
  })
  const change = (part: Partial<typeof draft>) => {
    saving.touched()
    setDraft({ ...draft, ...part })
  }
  const percent = percentOf(draft.percent)
  const isTaxed = taxed === 'with' || taxed === 'onTop'
  const ready = taxed === 'without' || (isTaxed && percent !== null)
  return (
    <form
      className="flex grow flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!ready) return
        const { taxName, taxNumber } = draft
        void saving.save(
          'PATCH',
          `/api/tenants/${site.id}?depth=0`,
          isTaxed
            ? {
                taxPercent: percent,
                taxOnTop: taxed === 'onTop',
                taxName: taxName.trim() || null,
                taxNumber: taxNumber.trim() || null,
              }
            : { taxPercent: 0 },
        )
      }}
    >
      <Choice
        label={t('siteSetup.tax.label')}
        value={taxed}
        options={[
          { value: 'without', label: t('siteSetup.tax.no') },
          { value: 'with', label: t('siteSetup.tax.yes') },
          { value: 'onTop', label: t('siteSetup.tax.onTop') },
        ]}
        onChange={(choice) => {
          saving.touched()
          setTaxed(choice)
        }}
      />
      {isTaxed && (
        <>
          <div className="grid grid-cols-2 items-start gap-4">
            <TextField
              label={t('siteSetup.tax.percent')}
              value={draft.percent}
              onChange={(typed) => change({ percent: typed })}
              inputMode="decimal"
              autoComplete="off"
              error={draft.percent !== '' && percent === null ? t('siteSetup.tax.wrong') : null}
            />
            <TextField
              label={t('siteSetup.tax.name')}
              placeholder="SST"
              value={draft.taxName}
              onChange={(taxName) => change({ taxName })}
              maxLength={32}
            />
          </div>
          <TextField
            label={t('siteSetup.tax.number')}
            value={draft.taxNumber}
            onChange={(taxNumber) => change({ taxNumber })}
            maxLength={64}
          />
        </>
      )}
      <SaveLine {...saving} isDisabled={!ready} />
    </form>
  )
}
