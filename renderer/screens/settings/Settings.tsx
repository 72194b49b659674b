import { Activity, ArrowLeft } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SPOKEN } from '@/lib/domain/languages'
import { Button, IconButton } from '@/lib/ui/design/Button'
import { Choice } from '@/lib/ui/design/Choice'
import { Skeleton } from '@/lib/ui/design/EmptyState'
import { Select, Switch } from '@/lib/ui/design/Field'
import { Tabs } from '@/lib/ui/design/Tabs'
import {
  languageSchema,
  type StationBridge,
  type StationSettings,
  stationRoleSchema,
  themeSchema,
} from '@/preload/contract'
import { Freshness } from '../../frame/Freshness'
import { OfflineBanner } from '../../frame/OfflineBanner'
import { useHost, useSettings } from '../../host'
import { useBays, useStore } from '../../store/use-station'
import { AboutTab } from './AboutTab'
import { DataTab } from './DataTab'
import { MachineTab } from './MachineTab'
import { OpensOffline } from './OpensOffline'
import { PinGate } from './PinGate'
import { PrinterTab } from './PrinterTab'
import { SignOut } from './SignOut'

/** Fetched when somebody asks for it: few ever do. */
const Connection = lazy(async () => ({ default: (await import('../debug/Connection')).Connection }))

/** The station's settings, behind the PIN where there is one. */
export function Settings({ onClose }: { readonly onClose: () => void }) {
  const { desktop } = useHost()
  const close = () => {
    void desktop?.request('pin:lock')
    onClose()
  }
  return (
    <PinGate bridge={desktop} onCancel={onClose}>
      <SettingsPages bridge={desktop} onClose={close} />
    </PinGate>
  )
}

function SettingsPages({ bridge, onClose }: { readonly bridge: StationBridge | null; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { session, debug } = useHost()
  const [connection, setConnection] = useState(false)
  if (debug && connection) {
    return (
      <Suspense fallback={<Skeleton className="m-6 h-32" />}>
        <Connection source={debug} onClose={() => setConnection(false)} />
      </Suspense>
    )
  }
  const tab = (id: string, title: string, content: ReactNode) => ({
    id,
    title,
    content: <div className="flex max-w-2xl flex-col gap-6 overflow-y-auto pe-1 pb-8">{content}</div>,
  })
  return (
    <div className="flex h-dvh flex-col">
      <header className="flex shrink-0 flex-wrap items-center gap-x-3 border-line border-b bg-surface px-3 py-2">
        <IconButton icon={ArrowLeft} label={t('app.back')} onPress={onClose} />
        <h1 className="font-semibold text-lg">{t('settings.title')}</h1>
        <span className="ms-auto min-w-0">
          <Freshness />
        </span>
        {session && <SignOut session={session} />}
      </header>
      <OfflineBanner />
      <main className="flex min-h-0 grow flex-col p-6 max-md:p-3">
        <Tabs
          vertical
          className="grow"
          label={t('settings.title')}
          items={[
            tab('station', t('settings.station'), <StationTab />),
            tab('look', t('settings.look'), <LookTab />),
            ...(bridge
              ? [
                  tab('machine', t('settings.machine'), <MachineTab bridge={bridge} />),
                  tab('printer', t('printer.title'), <PrinterTab bridge={bridge} />),
                  tab('data', t('settings.data'), <DataTab bridge={bridge} />),
                  tab('about', t('settings.about'), <AboutTab bridge={bridge} />),
                ]
              : []),
            ...(debug
              ? [tab('connection', t('connection.title'), <ConnectionTab onOpen={() => setConnection(true)} />)]
              : []),
          ]}
        />
      </main>
    </div>
  )
}

function ConnectionTab({ onOpen }: { readonly onOpen: () => void }) {
  const { t } = useTranslation()
  return (
    <section className="flex flex-col items-start gap-3">
      <p className="text-ink-soft">{t('connection.hint')}</p>
      <Button icon={Activity} onPress={onOpen}>
        {t('connection.open')}
      </Button>
    </section>
  )
}

function StationTab() {
  const { t } = useTranslation()
  const { settings, change } = useSettings()
  const store = useStore()
  const bays = useBays()
  const set = (changes: Partial<StationSettings>) => void change(changes)
  return (
    <>
      <Choice
        label={t('settings.role')}
        value={settings.role}
        onChange={(role) => set({ role })}
        className="!flex-col"
        optionClassName="!justify-start !text-start py-3"
        options={stationRoleSchema.options.map((role) => ({
          value: role,
          label: t(`role.${role}`),
          content: (
            <span>
              <span className="block font-semibold text-ink">{t(`role.${role}`)}</span>
              <span className="block font-normal text-ink-soft text-sm">{t(`roleHint.${role}`)}</span>
            </span>
          ),
        }))}
      />
      {settings.role === 'bay' && (
        <Select
          label={t('settings.bay')}
          placeholder={t('settings.noBay')}
          value={settings.bayId}
          onChange={(bayId) => set({ bayId })}
          options={bays.map((bayId) => ({ value: bayId, label: store.get('bay', bayId)?.name ?? bayId }))}
        />
      )}
      <OpensOffline />
    </>
  )
}

function LookTab() {
  const { t } = useTranslation()
  const { settings, change } = useSettings()
  return (
    <>
      <Choice
        label={t('settings.language')}
        value={settings.language}
        onChange={(language) => void change({ language })}
        options={languageSchema.options.map((language) => ({ value: language, label: SPOKEN[language].name }))}
      />
      <Choice
        label={t('settings.theme')}
        value={settings.theme}
        onChange={(theme) => void change({ theme })}
        options={themeSchema.options.map((theme) => ({ value: theme, label: t(`theme.${theme}`) }))}
      />
      <Switch
        label={t('settings.sounds')}
        description={t('settings.soundsHint')}
        value={settings.sounds}
        onChange={(sounds) => void change({ sounds })}
      />
    </>
  )
}
