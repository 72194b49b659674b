import { RefreshCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { useFormat } from '@/lib/ui/format/use-format'
import type { StationBridge } from '@/preload/contract'
import type { UpdateState } from '@/preload/updates'
import { useAnswer, useAsk } from './use-desktop'

/** How this station is kept up to date, and a person's way to do it now. */
export function UpdateSection({ bridge }: { readonly bridge: StationBridge }) {
  const { t } = useTranslation()
  const ask = useAsk(bridge)
  const [state, setState] = useAnswer(bridge, 'update:state')
  const [asked, setAsked] = useState(false)
  useEffect(() => bridge.on('update:changed', setState), [bridge, setState])
  if (!state) return null
  const check = async () => {
    setAsked(true)
    const now = await ask('update:check')
    setAsked(false)
    if (now) setState(now)
  }
  const updates = state.status !== 'off' && state.status !== 'by_hand'
  return (
    <section className="flex flex-col items-start gap-3">
      <h2 className="font-semibold">{t('settings.update.title')}</h2>
      {state.error && (
        <div className="self-stretch">
          <Banner tone="warn" title={t(`stationError.${state.error}`)} />
        </div>
      )}
      {state.status === 'ready' ? (
        <div className="self-stretch">
          <Banner
            tone="info"
            title={t('settings.update.ready', { version: state.version })}
            action={
              <Button className="shrink-0" onPress={() => void ask('update:install')}>
                {t('settings.update.restart')}
              </Button>
            }
          >
            {t(state.needsPerson ? 'settings.update.readyByPerson' : 'settings.update.readyHint')}
          </Banner>
        </div>
      ) : (
        // Of what failed nothing else can be said.
        !(state.error && state.status === 'idle') && (
          <p className="text-ink-soft" role="status">
            <UpdateStanding state={state} />
          </p>
        )
      )}
      {updates && (
        <Button
          icon={RefreshCw}
          isDisabled={asked || state.status === 'checking' || state.status === 'downloading'}
          onPress={() => void check()}
        >
          {t('settings.update.check')}
        </Button>
      )}
    </section>
  )
}

function UpdateStanding({ state: { status, version, checkedAt } }: { readonly state: UpdateState }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (status === 'off') return t('settings.update.off')
  if (status === 'by_hand') return t('settings.update.byHand')
  if (status === 'checking') return t('settings.update.checking')
  if (status === 'downloading') return t('settings.update.downloading', { version })
  return checkedAt === null
    ? t('settings.update.never')
    : t('settings.update.newest', { time: format.time(checkedAt, Date.now()) })
}
