'use client'

import { useTranslation } from 'react-i18next'
import { SyncDebugPanel } from '@/lib/sync'
import { PageTitle } from '../live/card'

/** This browser's connection, for the engineer on call. The panel itself speaks English. */
export function DebugPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageTitle>{t('live.page.connection')}</PageTitle>
      <p className="-mt-3 max-w-prose text-ink-soft">{t('live.debugHint')}</p>
      <div lang="en">
        <SyncDebugPanel debug={true} />
      </div>
    </>
  )
}
