'use client'

import { SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useBaysSync } from '@/lib/sync'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { PageTitle } from '../live/card'
import { BayCard } from './bay-card'

/** Every bay with its state and the job in it. */
export function BayOverview() {
  const { t } = useTranslation()
  const { bays } = useBaysSync()
  return (
    <>
      <PageTitle>{t('live.page.bays')}</PageTitle>
      {bays.length === 0 && (
        <EmptyState large icon={SearchX} title={t('bay.noBays')}>
          {t('live.bays.emptyHint')}
        </EmptyState>
      )}
      <ul className="grid gap-4 md:grid-cols-2 lg:grid-cols-3">
        {bays.map((bay) => (
          <li key={bay.bayId}>
            <BayCard bay={bay} />
          </li>
        ))}
      </ul>
    </>
  )
}
