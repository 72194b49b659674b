import { useTranslation } from 'react-i18next'
import { Banner } from '../design/Banner'
import { useStatus } from '../store/use-station'

/** Why the picture is old, what still works, and what not to do meanwhile. Nothing while all is well. */
export function OfflineBanner() {
  const { t } = useTranslation()
  const { freshness, pendingCommands, journalRecovered } = useStatus()
  const stale = freshness.kind === 'stale' ? freshness.cause : null
  if (!stale && !journalRecovered) return null
  return (
    <div className="flex flex-col gap-2 px-5 pt-3 max-md:px-3">
      {stale && (
        <Banner
          tone={stale === 'journal_failed' || stale === 'unauthorized' ? 'bad' : 'warn'}
          title={t(`offline.title.${stale}`)}
        >
          {t(`offline.still.${stale}`)}
          {pendingCommands > 0 && ` ${t('offline.waiting', { count: pendingCommands })}`}
        </Banner>
      )}
      {journalRecovered && freshness.kind !== 'current' && <Banner tone="info" title={t('offline.recovered')} />}
    </div>
  )
}
