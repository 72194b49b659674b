import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Replies, RequestArgument, RequestName, StationBridge } from '@/preload/contract'
import { useStationReason } from '../../frame/station-error'
import { useToasts } from '../../frame/Toasts'

/** Asks the desktop for something; a failure is told to the person and answered with `undefined`. */
export function useAsk(bridge: StationBridge) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const reason = useStationReason()
  return useCallback(
    async <N extends RequestName>(name: N, argument?: RequestArgument<N>): Promise<Replies[N] | undefined> => {
      try {
        return await bridge.request(name, argument)
      } catch (error) {
        toasts.error(t('settings.failed', { reason: reason(error) }))
        return undefined
      }
    },
    [bridge, toasts, t, reason],
  )
}

/** What the desktop answers to a request without argument; `null` until then. */
export function useAnswer<N extends 'app:info' | 'update:state' | 'server:state' | 'debug:log' | 'pin:state'>(
  bridge: StationBridge,
  name: N,
): [Replies[N] | null, (value: Replies[N]) => void] {
  const ask = useAsk(bridge)
  const [value, setValue] = useState<Replies[N] | null>(null)
  useEffect(() => {
    let current = true
    void ask(name).then((answer) => current && answer !== undefined && setValue(answer))
    return () => {
      current = false
    }
  }, [ask, name])
  return [value, setValue]
}
