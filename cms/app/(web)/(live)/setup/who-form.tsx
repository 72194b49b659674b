'use client'

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Switch } from '@/lib/ui/design/Field'
import type { SiteSetUp } from '../read/set-up-steps'
import { SaveLine } from './save-line'
import { useSave } from './use-save'

/** Whether desks and bays ask who of the team stands there: without, nobody needs the PIN that they were given. */
export function WhoForm({ site }: { readonly site: SiteSetUp }) {
  const { t } = useTranslation()
  const saving = useSave()
  const [asks, setAsks] = useState(site.askWho ?? false)
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        void saving.save('PATCH', `/api/tenants/${site.id}?depth=0`, { askWho: asks })
      }}
    >
      <Switch
        label={t('siteSetup.people.ask')}
        description={t('siteSetup.people.askHint')}
        value={asks}
        onChange={(next) => {
          saving.touched()
          setAsks(next)
        }}
      />
      <SaveLine {...saving} />
    </form>
  )
}
