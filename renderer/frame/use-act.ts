import { useCallback, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandPayload, CommandType } from '@/lib/sync/protocol'
import { useSend } from '../store/use-command'
import { useStore } from '../store/use-station'
import { useToasts } from './Toasts'
import { useReason } from './use-reason'

export interface ActOptions {
  /** What was done, in a few words; silent without. */
  readonly said?: string
  /** Takes it back; offered for five seconds. */
  readonly undo?: () => void
  readonly expectVersion?: number
  /** Since when it holds, where that is not now: ISO 8601. */
  readonly asOf?: string
}

/** Sends a command and says so, or says why it could not be kept. Resolves with its id, or `null`. */
export function useAct() {
  const send = useSend()
  const toasts = useToasts()
  const { t } = useTranslation()
  return useCallback(
    async <T extends CommandType>(type: T, payload: CommandPayload<T>, options: ActOptions = {}) => {
      try {
        const id = await send(type, payload, { expectVersion: options.expectVersion, asOf: options.asOf })
        if (options.said) toasts.done(options.said, options.undo)
        return id
      } catch {
        toasts.error(t('toast.notKept'))
        return null
      }
    },
    [send, toasts, t],
  )
}

/** Tells the person when the server refused something that was done here. */
export function useRefusals(): void {
  const store = useStore()
  const toasts = useToasts()
  const { t, i18n } = useTranslation()
  const reason = useReason()
  useEffect(
    () =>
      store.onResult((result) => {
        if (result.status !== 'rejected') return
        // The message itself is English, so it serves English alone.
        const unnamed = i18n.language === 'en' && result.message ? result.message : t(`rejected.${result.code}`)
        toasts.error(t('toast.rejected', { reason: reason(result.reason, result.params) ?? unnamed }))
      }),
    [store, toasts, t, i18n, reason],
  )
}
