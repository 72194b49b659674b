import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaleCause } from '@/lib/sync/engine'
import { Banner } from '../design/Banner'
import { Button } from '../design/Button'
import { useHost, type WebSession } from '../host'
import { useStatus } from '../store/use-station'

/** A hitch shorter than this is not worth moving the screen for, milliseconds. */
const LASTING_MS = 1500

/** Why the picture is old, what still works, and what not to do meanwhile. Nothing while all is well. */
export function OfflineBanner() {
  const { t } = useTranslation()
  const { session } = useHost()
  const { freshness, pendingCommands, journalRecovered, commandsKept } = useStatus()
  const stale = useLasting(freshness.kind === 'stale' ? freshness.cause : null)
  if (!stale && !journalRecovered) return null
  if (stale === 'unauthorized' && session) return <SignedOutBanner session={session} />
  const volatile = commandsKept === 'memory' && stale !== 'journal_failed' && stale !== 'unauthorized'
  return (
    <div className="flex flex-col gap-2 px-5 pt-3 max-md:px-3">
      {stale && (
        <Banner
          tone={stale === 'journal_failed' || stale === 'unauthorized' ? 'bad' : 'warn'}
          title={t(`offline.title.${stale}`)}
        >
          {t(`offline.still.${stale}`)}
          {volatile
            ? ` ${t('outbox.memory')}`
            : pendingCommands > 0 && ` ${t('offline.waiting', { count: pendingCommands })}`}
        </Banner>
      )}
      {journalRecovered && freshness.kind !== 'current' && <Banner tone="info" title={t('offline.recovered')} />}
    </div>
  )
}

/** In a browser it is the person who is signed out, or another one who is signed in: signing in is the way on. */
function SignedOutBanner({ session }: { readonly session: WebSession }) {
  const { t } = useTranslation()
  const { pendingCommands: count, commandsKept } = useStatus()
  return (
    <div className="px-5 pt-3 max-md:px-3">
      <Banner
        tone="bad"
        title={t('outbox.signedOut')}
        action={
          <Button className="shrink-0 whitespace-nowrap" onPress={() => session.signIn()}>
            {t('outbox.signIn')}
          </Button>
        }
      >
        {t('outbox.signedOutStill')}
        {count > 0 && ` ${t(commandsKept === 'memory' ? 'outbox.lostOnLeaving' : 'outbox.keptFor', { count })}`}
      </Banner>
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
