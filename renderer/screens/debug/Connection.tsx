import { ArrowLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { SyncDebugPanel, type SyncDebugSource } from '@/lib/sync'
import { IconButton } from '@/lib/ui/design/Button'
import { Freshness } from '../../frame/Freshness'

/** For the engineer on call: everything the station's engine knows of itself. Closing it ends what it asked for. */
export function Connection({ source, onClose }: { readonly source: SyncDebugSource; readonly onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <div className="flex h-dvh flex-col">
      <header className="flex shrink-0 flex-wrap items-center gap-x-3 border-line border-b bg-surface px-3 py-2">
        <IconButton icon={ArrowLeft} label={t('app.back')} onPress={onClose} />
        <h1 className="font-semibold text-lg">{t('connection.title')}</h1>
        <span className="ms-auto min-w-0">
          <Freshness />
        </span>
      </header>
      <main className="min-h-0 grow overflow-y-auto p-4 max-md:p-2">
        <SyncDebugPanel debug source={source} />
      </main>
    </div>
  )
}
