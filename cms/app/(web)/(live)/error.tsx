'use client'

import { CircleX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/lib/ui/design/Button'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { usePageOpening } from './live/page-opening'

/** A page that broke: the others and the connection go on. */
export default function LiveError({ reset }: { readonly error: Error; readonly reset: () => void }) {
  const { t } = useTranslation()
  const { refreshing, refresh } = usePageOpening()
  return (
    <div role="alert" className="rounded-lg border border-line bg-surface shadow-card">
      <EmptyState
        large
        icon={CircleX}
        title={t('live.broken.title')}
        action={
          <Button look="primary" isPending={refreshing === 'busy'} onPress={() => void refresh(reset)}>
            {t('app.retry')}
          </Button>
        }
      >
        {refreshing === 'unanswered' ? t('live.stale.noAnswer') : t('live.broken.text')}
      </EmptyState>
    </div>
  )
}
