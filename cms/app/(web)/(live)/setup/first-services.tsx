'use client'

import { useTranslation } from 'react-i18next'
import { STARTER_SERVICES } from '../../../../seed/catalog'
import { SaveLine } from './save-line'
import { useSave } from './use-save'

/** A site that was added beside the first has nothing to sell: what that one began with is a tap away. */
export function FirstServices({ tenantId }: { readonly tenantId: string }) {
  const { t } = useTranslation()
  const saving = useSave()
  const begin = () =>
    saving.saveAll(async (send) => {
      for (const [position, service] of STARTER_SERVICES.entries()) {
        const data = { ...service, tenant: tenantId, active: true, position }
        if (!(await send('POST', '/api/services?depth=0', data))) return null
      }
      return true
    })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void begin()
      }}
    >
      <SaveLine {...saving}>{t('siteSetup.prices.begin')}</SaveLine>
    </form>
  )
}
