import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '@/lib/sync/engine'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { useFormat } from '@/lib/ui/format/use-format'
import { useHost, useSettings, type WebSession } from '../host'
import { useLacksCatalogue } from '../screens/cashier/use-catalogue'
import { useStatus } from '../store/use-station'
import { NewerVersion } from './NewerVersion'
import { OtherServerBanner, useOtherServer } from './OtherServer'
import { type LastingTrouble, type Trouble, useTrouble } from './use-trouble'

/** The longer it lasts, the louder: at first it is most often over before anybody has to do anything. */
const TONES = { calm: 'info', plain: 'warn', long: 'warn', too_long: 'bad' } as const
/** Nothing is accepted, or nothing kept: that cannot wait. */
const GRAVE: ReadonlySet<Trouble> = new Set(['journal_failed', 'unauthorized'])

/** Which link is broken, since when, what still works, and what somebody has to do about it. Nothing while all is well. */
export function OfflineBanner() {
  const { t } = useTranslation()
  const { session, desktop } = useHost()
  const status = useStatus()
  const found = useTrouble(status)
  const isOther = useOtherServer(desktop)
  const recovered = status.journalRecovered !== null && status.freshness.kind !== 'current'
  if (isOther) return <OtherServerBanner />
  if (found?.trouble === 'unauthorized' && session) return <SignedOutBanner session={session} />
  if (!found && !recovered) return <NewerVersion />
  return (
    <div className="flex flex-col gap-2 px-5 pt-3 max-md:px-3">
      {found && <TroubleBanner found={found} status={status} />}
      {recovered && <Banner tone="info" title={t('offline.recovered')} />}
    </div>
  )
}

function TroubleBanner({ found, status }: { readonly found: LastingTrouble; readonly status: SyncStatus }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { role } = useSettings().settings
  const lacksCatalogue = useLacksCatalogue() && role === 'cashier'
  const { trouble, since, age, loudness } = found
  const grave = GRAVE.has(trouble)
  const lasts = loudness === 'long' || loudness === 'too_long'
  const unsent = status.commandsKept === 'memory' && !grave ? 'memory' : status.pendingCommands > 0 && 'kept'
  return (
    <Banner tone={grave ? 'bad' : TONES[loudness]} title={t(`offline.title.${trouble}`)}>
      {lasts &&
        since !== null &&
        `${t('app.lasting', { time: format.time(since, Date.parse(since) + age), age: format.age(age) })} `}
      {unsent === 'kept' && !grave ? t('offline.goOn') : t(`offline.still.${trouble}`)}
      {lacksCatalogue && trouble !== 'journal_failed' && ` ${t('offline.noPriceList')}`}
      {unsent === 'memory' && ` ${t('outbox.memory')}`}
      {unsent === 'kept' && ` ${t('offline.waiting', { count: status.pendingCommands })}`}
      {lasts && !grave && ` ${t(`offline.check.${checkOf(trouble)}`)}`}
    </Banner>
  )
}

/** What is worth looking at, as far as the trouble tells. */
function checkOf(trouble: Trouble): 'network' | 'way' | 'server' | 'server_disk' {
  return trouble === 'network' || trouble === 'server' || trouble === 'server_disk' ? trouble : 'way'
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
