import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/lib/ui/design/Button'
import { Skeleton } from '@/lib/ui/design/EmptyState'
import { NoticePage } from '@/lib/ui/design/NoticePage'

const COLUMNS = ['a', 'b', 'c', 'd', 'e']

/** The shape of a station while its record is opened: usually gone before it is seen. */
export function LoadingScreen() {
  const { t } = useTranslation()
  return (
    <main aria-busy="true" className="flex h-dvh flex-col gap-4 p-5">
      <h1 className="sr-only">{t('app.loading')}</h1>
      <Skeleton className="h-11 w-full" />
      <div className="flex grow gap-4">
        {COLUMNS.map((column, index) => (
          <div key={column} className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-6 w-2/3" />
            {COLUMNS.slice(index).map((card) => (
              <Skeleton key={card} className="h-26" />
            ))}
          </div>
        ))}
      </div>
    </main>
  )
}

/** When the record cannot be opened at all. */
export function LoadFailed({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation()
  return (
    <NoticePage
      urgent
      icon={CircleAlert}
      title={t('error.loadTitle')}
      actions={
        <Button look="primary" size="large" onPress={onRetry}>
          {t('app.retry')}
        </Button>
      }
    >
      {t('error.loadText')}
    </NoticePage>
  )
}
