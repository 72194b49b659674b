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
  type PairedMachine,
  type Setup,
  type StationBridge,
  type StationSettings,
  serverUrlSchema,
  stationRoleSchema,
  type TakenMachine,
} from '@/preload/contract'
import { useStationReason } from '../../frame/station-error'
import { useSettings } from '../../host'
import { ChoiceStep } from './ChoiceStep'
import { PairedBanner } from './PairedBanner'
import { RoleChoice } from './RoleChoice'
import { type ServerAnswers, ServerStep } from './ServerStep'
import { useMachineChoice } from './use-machine-choice'

const STEPS = ['language', 'server', 'role', 'pin'] as const
/** By a code the administrator has chosen the role already, or leaves it to be chosen from what the server offers. */
const STEPS_BY_CODE = ['language', 'server', 'pin'] as const
const STEPS_BY_OPEN_CODE = ['language', 'server', 'choice', 'pin'] as const

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
    taken: null,
    wasOpen: false,
    role: settings.role,
    bayId: settings.bayId ?? '',
  })
  // Until the machine has answered there is none: it would be asked for once too often rather than left out.
  const [hasPin, setHasPin] = useState(false)
  useEffect(() => {
    let current = true
    void bridge.request('pin:state').then(({ set }) => current && setHasPin(set))
    // A code is good once: what it was good for is gone on with.
    void bridge.request('setup:unfinished').then(
      (taken) => {
        if (!current || !taken) return
        const wasOpen = !isPaired(taken)
        setDraft((before) => ({ ...before, mode: 'client', serverUrl: taken.serverUrl, taken, wasOpen }))
        setStep(2)
      },
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [bridge])
  const edit = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const next = () => setStep((before) => before + 1)

  const byCode = draft.mode === 'client' ? draft.taken : null
  const paired = byCode && isPaired(byCode) ? byCode : null
  const steps = byCode ? (draft.wasOpen ? STEPS_BY_OPEN_CODE : STEPS_BY_CODE) : STEPS
  const isChoosing = steps[step] === 'choice' && paired === null
  const choosing = useMachineChoice(bridge, isChoosing)
  /** The code was used and nothing can be chosen by it any more: there is no way but a new one. */
  const isOver = isChoosing && choosing.isOver

  const complete = async (pin?: string) => {
    const { role, bay } = paired ?? { role: draft.role, bay: draft.bayId.trim() || null }
    const common = { role, bayId: bay, language: settings.language, pin }
    const setup: Setup =
      draft.mode === 'host'
        ? { mode: 'host', ...common }
        : {
            mode: 'client',
            serverUrl: serverUrlSchema.parse(draft.serverUrl),
            ...(paired ? {} : { pairingKey: draft.pairingKey }),
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
            <RoleChoice roles={stationRoleSchema.options} value={draft.role} onChange={(role) => edit({ role })} />
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
        {isChoosing && <ChoiceStep {...choosing} />}
        {steps[step] === 'choice' && paired && <PairedBanner {...paired} />}
        {steps[step] === 'pin' && (
          <>
            {draft.wasOpen && paired && <PairedBanner {...paired} />}
            <p className="text-center text-ink-soft">
              {t(draft.mode === 'host' ? 'setup.pinHostHint' : 'setup.pinHint')}
            </p>
            <NumberPad label={t('pin.new')} submitLabel={t('setup.finish')} onSubmit={(pin) => void complete(pin)} />
          </>
        )}
        <div className="flex items-center justify-between gap-3">
          {step > 0 && !isOver ? <Button onPress={() => setStep(step - 1)}>{t('app.back')}</Button> : <span />}
          {steps[step] === 'pin' && (hasPin || draft.mode === 'client') && (
            <Button look="quiet" onPress={() => void complete()}>
              {t(hasPin ? 'setup.pinKeep' : 'setup.pinNone')}
            </Button>
          )}
          {isOver && (
            <Button look="primary" size="large" onPress={askNewCode}>
              {t('setup.newCode')}
            </Button>
          )}
          {steps[step] !== 'pin' && !isOver && (
            <Button look="primary" size="large" isDisabled={!ready() || choosing.isBusy} onPress={() => void goOn()}>
              {t('app.next')}
            </Button>
          )}
        </div>
      </div>
    </div>
  )

  function askNewCode(): void {
    edit({ taken: null, wasOpen: false })
    setStep(1)
  }

  async function goOn(): Promise<void> {
    if (steps[step] === 'choice' && !paired) {
      const taken = await choosing.send()
      if (!taken) return
      edit({ taken })
    }
    next()
  }

  function titleOf(): string {
    if (steps[step] === 'language') return t('setup.languageTitle')
    if (steps[step] === 'server') return t('setup.modeTitle')
    if (steps[step] === 'choice' && choosing.choices?.roles.length === 1) return t('setup.bayTitle')
    if (steps[step] === 'role' || steps[step] === 'choice') return t('setup.roleTitle')
    return t(draft.mode === 'host' ? 'setup.pinHostTitle' : 'setup.pinTitle')
  }

  function ready(): boolean {
    if (steps[step] === 'choice') return paired !== null || choosing.ready !== null
    if (steps[step] !== 'server' || draft.mode === 'host') return true
    if (!serverUrlSchema.safeParse(draft.serverUrl).success) return false
    return draft.taken !== null || draft.pairingKey.trim().length >= 8
  }
}

const isPaired = (taken: TakenMachine): taken is PairedMachine => 'name' in taken

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
