import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaleCause } from '@/lib/sync/engine'
import { Banner } from '../design/Banner'
import { useStatus } from '../store/use-station'

/** A hitch shorter than this is not worth moving the screen for, milliseconds. */
const LASTING_MS = 1500

/** Why the picture is old, what still works, and what not to do meanwhile. Nothing while all is well. */
export function OfflineBanner() {
  const { t } = useTranslation()
  const { freshness, pendingCommands, journalRecovered } = useStatus()
  const stale = useLasting(freshness.kind === 'stale' ? freshness.cause : null)
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

/** A cause once it has lasted; at once again when it ends. */
function useLasting(cause: StaleCause | null): StaleCause | null {
  const [lasting, setLasting] = useState<StaleCause | null>(null)
  useEffect(() => {
    if (cause === null) {
      setLasting(null)
      return
    }
    const timer = setTimeout(() => setLasting(cause), LASTING_MS)
    return () => clearTimeout(timer)
  }, [cause])
  return cause === null ? null : lasting
}
