'use client'

import { useTranslation } from 'react-i18next'
import { Skeleton } from '@/lib/ui/design/EmptyState'

/** The shape of a page that has been asked for. */
export function PageSkeleton() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-busy="true" className="flex flex-col gap-5">
      <span className="sr-only">{t('app.loading')}</span>
      <Skeleton className="h-8 w-56 max-w-full" />
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
        <Skeleton className="h-24" />
      </div>
      <div className="grid gap-3 md:grid-cols-2">
        <Skeleton className="h-72" />
        <Skeleton className="h-72 max-md:hidden" />
      </div>
    </div>
  )
}
