'use client'

import { SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/lib/ui/design/EmptyState'
import { LiveLink } from './live/page-opening'

/** An order that is not there, or that this person may not see. */
export default function LiveNotFound() {
  const { t } = useTranslation()
  return (
    <EmptyState
      large
      icon={SearchX}
      title={t('live.missing.title')}
      action={
        <LiveLink
          href="/dashboard"
          className="min-target inline-flex items-center rounded-md bg-accent px-4 font-semibold text-on-accent"
        >
          {t('live.toDashboard')}
        </LiveLink>
      }
    >
      {t('live.missing.text')}
    </EmptyState>
  )
}
