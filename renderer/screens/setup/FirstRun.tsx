import { HardDrive, Network } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LANGUAGES, SPOKEN } from '@/lib/domain/languages'
import { Banner } from '@/lib/ui/design/Banner'
import { Button } from '@/lib/ui/design/Button'
import { Choice } from '@/lib/ui/design/Choice'
import { TextField } from '@/lib/ui/design/Field'
import { Mark } from '@/lib/ui/design/Mark'
import { NumberPad } from '@/lib/ui/design/NumberPad'
import {
  type Setup,
  type StationBridge,
  type StationSettings,
  serverUrlSchema,
  stationRoleSchema,
} from '@/preload/contract'
import { useStationReason } from '../../frame/station-error'
import { useSettings } from '../../host'
import { ServerStep } from './ServerStep'

const STEPS = ['language', 'server', 'role', 'pin'] as const

interface Draft {
  readonly mode: 'host' | 'client'
  readonly serverUrl: string
  readonly pairingKey: string
  readonly role: StationSettings['role']
  readonly bayId: string
}

export interface FirstRunProps {
  readonly bridge: StationBridge
  readonly onDone: (settings: StationSettings) => void
}

/** Four questions, each with a good answer already chosen; the station works after the last. */
export function FirstRun({ bridge, onDone }: FirstRunProps) {
  const { t } = useTranslation()
  const { settings, change } = useSettings()
  const reason = useStationReason()
  const [step, setStep] = useState(0)
  const [error, setError] = useState<string | null>(null)
  const [draft, setDraft] = useState<Draft>({
    mode: settings.mode ?? 'host',
    serverUrl: settings.serverUrl ?? '',
    pairingKey: '',
    role: settings.role,
    bayId: settings.bayId ?? '',
  })
  // Until the machine has answered there is none: it would be asked for once too often rather than left out.
  const [hasPin, setHasPin] = useState(false)
  useEffect(() => {
    let current = true
    void bridge.request('pin:state').then(({ set }) => current && setHasPin(set))
    return () => {
      current = false
    }
  }, [bridge])
  const edit = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const next = () => setStep((before) => before + 1)

  const complete = async (pin?: string) => {
    const common = { role: draft.role, bayId: draft.bayId.trim() || null, language: settings.language, pin }
    const setup: Setup =
      draft.mode === 'host'
        ? { mode: 'host', ...common }
        : { mode: 'client', serverUrl: serverUrlSchema.parse(draft.serverUrl), pairingKey: draft.pairingKey, ...common }
    try {
      onDone(await bridge.request('setup:complete', setup))
    } catch (failure) {
      setError(reason(failure))
    }
  }

  return (
    <div className="flex min-h-full flex-col items-center justify-center gap-8 p-6">
      <header className="flex flex-col items-center gap-2 text-center">
        <Mark />
        <p className="tabular text-ink-faint text-sm">{t('setup.step', { current: step + 1, total: STEPS.length })}</p>
        <h1 className="font-semibold text-2xl">{titleOf()}</h1>
      </header>
      <div className="flex w-full max-w-xl flex-col gap-5">
        {error && <Banner urgent tone="bad" title={t('setup.failed', { reason: error })} />}
        {STEPS[step] === 'language' && (
          <Choice
            labelHidden
            label={t('setup.languageTitle')}
            value={settings.language}
            onChange={(language) => void change({ language })}
            className="!grid grid-cols-2"
            optionClassName="min-h-16 text-lg"
            options={LANGUAGES.map((language) => ({ value: language, label: SPOKEN[language].name }))}
          />
        )}
        {STEPS[step] === 'server' && (
          <>
            <Choice
              labelHidden
              label={t('setup.modeTitle')}
              value={draft.mode}
              onChange={(mode) => edit({ mode })}
              className="!grid grid-cols-2 max-md:grid-cols-1"
              optionClassName="!items-start !justify-start !text-start p-4"
              options={[
                {
                  value: 'host',
                  label: t('setup.host'),
                  content: <ModeCard icon={HardDrive} title={t('setup.host')} hint={t('setup.hostHint')} />,
                },
                {
                  value: 'client',
                  label: t('setup.client'),
                  content: <ModeCard icon={Network} title={t('setup.client')} hint={t('setup.clientHint')} />,
                },
              ]}
            />
            {draft.mode === 'client' && (
              <ServerStep bridge={bridge} serverUrl={draft.serverUrl} pairingKey={draft.pairingKey} onChange={edit} />
            )}
          </>
        )}
        {STEPS[step] === 'role' && (
          <>
            <Choice
              labelHidden
              label={t('setup.roleTitle')}
              value={draft.role}
              onChange={(role) => edit({ role })}
              className="!flex-col"
              optionClassName="!justify-start !text-start py-3.5"
              options={stationRoleSchema.options.map((role) => ({
                value: role,
                label: t(`role.${role}`),
                content: (
                  <span>
                    <span className="block font-semibold text-ink text-lg">{t(`role.${role}`)}</span>
                    <span className="block font-normal text-ink-soft">{t(`roleHint.${role}`)}</span>
                  </span>
                ),
              }))}
            />
            {draft.role === 'bay' && (
              <TextField
                label={t('setup.bayTitle')}
                description={t('setup.bayHint')}
                placeholder="bay-1"
                value={draft.bayId}
                onChange={(bayId) => edit({ bayId: bayId.toLowerCase() })}
              />
            )}
          </>
        )}
        {STEPS[step] === 'pin' && (
          <>
            <p className="text-center text-ink-soft">
              {t(draft.mode === 'host' ? 'setup.pinHostHint' : 'setup.pinHint')}
            </p>
            <NumberPad label={t('pin.new')} submitLabel={t('setup.finish')} onSubmit={(pin) => void complete(pin)} />
          </>
        )}
        <div className="flex items-center justify-between gap-3">
          {step > 0 ? <Button onPress={() => setStep(step - 1)}>{t('app.back')}</Button> : <span />}
          {STEPS[step] === 'pin' && (hasPin || draft.mode === 'client') && (
            <Button look="quiet" onPress={() => void complete()}>
              {t(hasPin ? 'setup.pinKeep' : 'setup.pinNone')}
            </Button>
          )}
          {STEPS[step] !== 'pin' && (
            <Button look="primary" size="large" isDisabled={!ready()} onPress={next}>
              {t('app.next')}
            </Button>
          )}
        </div>
      </div>
    </div>
  )

  function titleOf(): string {
    if (STEPS[step] === 'language') return t('setup.languageTitle')
    if (STEPS[step] === 'server') return t('setup.modeTitle')
    if (STEPS[step] === 'role') return t('setup.roleTitle')
    return t(draft.mode === 'host' ? 'setup.pinHostTitle' : 'setup.pinTitle')
  }

  function ready(): boolean {
    if (STEPS[step] !== 'server' || draft.mode === 'host') return true
    return serverUrlSchema.safeParse(draft.serverUrl).success && draft.pairingKey.trim().length >= 8
  }
}

interface ModeCardProps {
  readonly icon: typeof HardDrive
  readonly title: string
  readonly hint: string
}

function ModeCard({ icon: Icon, title, hint }: ModeCardProps) {
  return (
    <span className="flex flex-col gap-1.5">
      <Icon aria-hidden className="size-7 text-ink-faint" strokeWidth={1.5} />
      <span className="font-semibold text-ink text-lg">{title}</span>
      <span className="font-normal text-ink-soft text-sm">{hint}</span>
    </span>
  )
}
