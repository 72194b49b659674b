import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { Dialog } from '@/lib/ui/design/Dialog'
import { Switch } from '@/lib/ui/design/Field'
import { NumberPad } from '@/lib/ui/design/NumberPad'
import type { StationBridge } from '@/preload/contract'
import { readStationError, useStationReason } from '../../frame/station-error'
import { useToasts } from '../../frame/Toasts'
import { useSettings } from '../../host'
import { FirstRun } from '../setup/FirstRun'
import { AdminSection } from './AdminSection'
import { useAnswer, useAsk } from './use-desktop'

/** Server, start, kiosk and PIN of this machine. */
export function MachineTab({ bridge }: { readonly bridge: StationBridge }) {
  const { t } = useTranslation()
  const { settings, change } = useSettings()
  const ask = useAsk(bridge)
  const reason = useStationReason()
  const [pairing, setPairing] = useState(false)
  const [server, setServer] = useAnswer(bridge, 'server:state')
  useEffect(() => bridge.on('server:changed', setServer), [bridge, setServer])
  return (
    <>
      <section className="flex flex-col gap-3">
        <h2 className="font-semibold">{t('settings.server')}</h2>
        {server?.status === 'failed' && (
          <Banner tone="bad" title={t('settings.serverFailed')}>
            {readStationError(server.lastError) ? reason(server.lastError) : <span lang="en">{server.lastError}</span>}
          </Banner>
        )}
        <p className="text-ink-soft">
          {settings.mode === 'host'
            ? t('settings.hosting')
            : t('settings.connecting', { url: settings.serverUrl ?? '' })}
          {server && settings.mode === 'host' && (
            <span className="tabular">
              {' · '}
              {t(`settings.serverStatus.${server.status}`)}
              {server.url && ` · ${server.url}`}
              {server.restarts > 0 && ` · ${t('settings.restarts', { count: server.restarts })}`}
            </span>
          )}
        </p>
        {settings.mode === 'host' && (
          <Switch
            label={t('settings.share')}
            description={t('settings.shareHint')}
            value={settings.shareOnNetwork}
            onChange={(shareOnNetwork) => void change({ shareOnNetwork })}
          />
        )}
        <Button className="self-start" onPress={() => setPairing(true)}>
          {t('settings.pair')}
        </Button>
      </section>
      {settings.mode === 'host' && <AdminSection bridge={bridge} shared={settings.shareOnNetwork} server={server} />}
      <section className="flex flex-col">
        <Switch
          label={t('settings.autoStart')}
          description={t('settings.autoStartHint')}
          value={settings.autoStart}
          onChange={(autoStart) => void change({ autoStart })}
        />
        <Switch
          label={t('settings.kiosk')}
          description={t('settings.kioskHint')}
          value={settings.kiosk}
          onChange={(kiosk) => void change({ kiosk })}
        />
        <div className="flex flex-wrap gap-3 pt-2">
          {settings.kiosk && <Button onPress={() => void ask('app:leaveKiosk')}>{t('settings.leaveKiosk')}</Button>}
          <Button onPress={() => void ask('app:quit')}>{t('settings.quit')}</Button>
        </div>
      </section>
      <PinSection bridge={bridge} isHost={settings.mode === 'host'} />
      <Dialog
        shape="wide"
        open={pairing}
        onClose={() => setPairing(false)}
        closeLabel={t('app.close')}
        title={t('settings.pair')}
      >
        <FirstRun
          bridge={bridge}
          onDone={(next) => {
            setPairing(false)
            void change({ language: next.language })
          }}
        />
      </Dialog>
    </>
  )
}

function PinSection({ bridge, isHost }: { readonly bridge: StationBridge; readonly isHost: boolean }) {
  const { t } = useTranslation()
  const ask = useAsk(bridge)
  const toasts = useToasts()
  const [state, setState] = useAnswer(bridge, 'pin:state')
  const [choosing, setChoosing] = useState(false)
  const set = async (pin: string | null) => {
    setChoosing(false)
    const next = await ask('pin:set', { pin })
    if (!next) return
    setState(next)
    toasts.done(pin === null ? t('settings.pinRemoved') : t('settings.pinSaved'))
  }
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-semibold">{t('settings.pin')}</h2>
      {isHost && state?.set === false && <Banner tone="warn" title={t('settings.pinHostMissing')} />}
      <p className="text-ink-soft">{t('settings.pinHint')}</p>
      <div className="flex flex-wrap gap-3">
        <Button onPress={() => setChoosing(true)}>{state?.set ? t('settings.pinChange') : t('settings.pinSet')}</Button>
        {state?.set && !isHost && <Button onPress={() => void set(null)}>{t('settings.pinRemove')}</Button>}
      </div>
      <Dialog open={choosing} onClose={() => setChoosing(false)} closeLabel={t('app.close')} title={t('pin.new')}>
        <NumberPad label={t('pin.new')} submitLabel={t('pin.save')} onSubmit={(pin) => void set(pin)} />
      </Dialog>
    </section>
  )
}
