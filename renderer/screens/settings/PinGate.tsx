import { Lock } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '@/lib/ui/design/Button'
import { NumberPad } from '@/lib/ui/design/NumberPad'
import { useFormat } from '@/lib/ui/format/use-format'
import type { PinState, StationBridge } from '@/preload/contract'
import { useStationReason } from '../../frame/station-error'

export interface PinGateProps {
  /** `null` in a browser, where the session guards instead. */
  readonly bridge: StationBridge | null
  /** Absent where there is nothing to go back to. */
  readonly onCancel?: () => void
  readonly children: ReactNode
}

/** Lets through who knows the PIN; everyone while there is none. */
export function PinGate({ bridge, onCancel, children }: PinGateProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const reason = useStationReason()
  const [state, setState] = useState<PinState | null>(null)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    if (!bridge) return
    void bridge.request('pin:state').then(setState)
    return bridge.on('pin:changed', setState)
  }, [bridge])
  if (!bridge || state?.unlocked) return children
  if (!state) return null
  const locked = state.lockedUntil !== null && Date.parse(state.lockedUntil) > Date.now() ? state.lockedUntil : null
  const unlock = async (pin: string) => {
    try {
      setState(await bridge.request('pin:unlock', { pin }))
      setError(null)
    } catch (failure) {
      const now = await bridge.request('pin:state')
      setState(now)
      if (now.lockedUntil) setError(t('pin.locked', { time: format.time(now.lockedUntil) }))
      else setError(reason(failure))
    }
  }
  return (
    <main className="flex h-dvh flex-col items-center justify-center gap-6 p-6">
      <Lock aria-hidden className="size-8 text-ink-faint" strokeWidth={1.5} />
      <h1 className="font-semibold text-2xl">{t('pin.title')}</h1>
      <NumberPad
        label={t('pin.enter')}
        submitLabel={t('pin.ok')}
        error={locked ? t('pin.locked', { time: format.time(locked) }) : error}
        isDisabled={locked !== null}
        onSubmit={(pin) => void unlock(pin)}
      />
      {onCancel && (
        <Button look="quiet" onPress={onCancel}>
          {t('app.back')}
        </Button>
      )}
    </main>
  )
}
