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
import { type ServerAnswers, ServerStep } from './ServerStep'

const STEPS = ['language', 'server', 'role', 'pin'] as const
/** By a code the administrator has chosen the role already. */
const STEPS_BY_CODE = ['language', 'server', 'pin'] as const

interface Draft extends ServerAnswers {
  readonly mode: 'host' | 'client'
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
    paired: null,
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

  const byCode = draft.mode === 'client' ? draft.paired : null
  const steps = byCode ? STEPS_BY_CODE : STEPS

  const complete = async (pin?: string) => {
    const { role, bay } = byCode ?? { role: draft.role, bay: draft.bayId.trim() || null }
    const common = { role, bayId: bay, language: settings.language, pin }
    const setup: Setup =
      draft.mode === 'host'
        ? { mode: 'host', ...common }
        : {
            mode: 'client',
            serverUrl: serverUrlSchema.parse(draft.serverUrl),
            ...(byCode ? {} : { pairingKey: draft.pairingKey }),
            ...common,
          }
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
        <p className="tabular text-ink-faint text-sm">{t('setup.step', { current: step + 1, total: steps.length })}</p>
        <h1 className="font-semibold text-2xl">{titleOf()}</h1>
      </header>
      <div className="flex w-full max-w-xl flex-col gap-5">
        {error && <Banner urgent tone="bad" title={t('setup.failed', { reason: error })} />}
        {steps[step] === 'language' && (
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
        {steps[step] === 'server' && (
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
            {draft.mode === 'client' && <ServerStep bridge={bridge} {...draft} onChange={edit} />}
          </>
        )}
        {steps[step] === 'role' && (
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
        {steps[step] === 'pin' && (
          <>
            <p className="text-center text-ink-soft">
              {t(draft.mode === 'host' ? 'setup.pinHostHint' : 'setup.pinHint')}
            </p>
            <NumberPad label={t('pin.new')} submitLabel={t('setup.finish')} onSubmit={(pin) => void complete(pin)} />
          </>
        )}
        <div className="flex items-center justify-between gap-3">
          {step > 0 ? <Button onPress={() => setStep(step - 1)}>{t('app.back')}</Button> : <span />}
          {steps[step] === 'pin' && (hasPin || draft.mode === 'client') && (
            <Button look="quiet" onPress={() => void complete()}>
              {t(hasPin ? 'setup.pinKeep' : 'setup.pinNone')}
            </Button>
          )}
          {steps[step] !== 'pin' && (
            <Button look="primary" size="large" isDisabled={!ready()} onPress={next}>
              {t('app.next')}
            </Button>
          )}
        </div>
      </div>
    </div>
  )

  function titleOf(): string {
    if (steps[step] === 'language') return t('setup.languageTitle')
    if (steps[step] === 'server') return t('setup.modeTitle')
    if (steps[step] === 'role') return t('setup.roleTitle')
    return t(draft.mode === 'host' ? 'setup.pinHostTitle' : 'setup.pinTitle')
  }

  function ready(): boolean {
    if (steps[step] !== 'server' || draft.mode === 'host') return true
    if (!serverUrlSchema.safeParse(draft.serverUrl).success) return false
    return byCode !== null || draft.pairingKey.trim().length >= 8
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
