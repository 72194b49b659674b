import { useTranslation } from 'react-i18next'
import { Banner } from '@/lib/ui/design/Banner'
import type { PairedMachine } from '@/preload/contract'

/** As what the server knows this machine. */
export function PairedBanner({ name, role, bay, isPinned }: PairedMachine) {
  const { t } = useTranslation()
  return (
    <Banner tone="info" title={t('setup.paired', { name })}>
      {t(`role.${role}`)}
      {bay && ` · ${bay}`}
      {isPinned && <span className="block">{t('setup.pinned')}</span>}
    </Banner>
  )
}
