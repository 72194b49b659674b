import { useCallback, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandPayload, CommandType } from '@/lib/domain'
import type { CommandResult } from '@/lib/sync/car-wash/wire'
import { plateText } from '@/lib/ui/format/plate'
import { useSend } from '../store/use-command'
import { useStore } from '../store/use-station'
import { useToasts } from './Toasts'
import { subjectOf, useCommandWords } from './use-command-words'
import { useReason } from './use-reason'

export interface ActOptions {
  /** The command's id, where the caller has made it already. */
  readonly id?: string
  /** What was done, in a few words; silent without. */
  readonly said?: string
  /** Takes it back; offered for five seconds. */
  readonly undo?: () => void
  readonly expectVersion?: number
  /** Who of the team approved it, by id. */
  readonly approvedBy?: string | undefined
  /** Since when it holds, where that is not now: ISO 8601. */
  readonly asOf?: string
}

/** Sends a command and says so, or says why it could not be kept. Resolves with its id, or `null`. */
export function useAct() {
  const send = useSend()
  const store = useStore()
  const toasts = useToasts()
  const { t } = useTranslation()
  return useCallback(
    async <T extends CommandType>(type: T, payload: CommandPayload<T>, options: ActOptions = {}) => {
      try {
        const id = await send(type, payload, {
          id: options.id,
          expectVersion: options.expectVersion,
          approvedBy: options.approvedBy,
          asOf: options.asOf,
        })
        // A server on the same network may have refused it by now: then it was not done.
        const refused = store.resultOf(id)?.status === 'rejected'
        if (options.said && !refused) toasts.done(options.said, options.undo)
        return id
      } catch {
        toasts.error(t('toast.notKept'))
        return null
      }
    },
    [send, store, toasts, t],
  )
}

/** Why the server refused, in the person's language. */
export function useRefusalWords() {
  const { t, i18n } = useTranslation()
  const reason = useReason()
  return useCallback(
    (result: Extract<CommandResult, { status: 'rejected' }>): string => {
      // The message itself is English, so it serves English alone.
      const unnamed = i18n.language === 'en' && result.message ? result.message : t(`rejected.${result.code}`)
      return reason(result.reason, result.params) ?? unnamed
    },
    [t, i18n, reason],
  )
}

/** Tells the person when the server refused something that was done here, unless the screen that sent it does. */
export function useRefusals(): void {
  const store = useStore()
  const toasts = useToasts()
  const { t } = useTranslation()
  const words = useRefusalWords()
  const did = useCommandWords()
  useEffect(
    () =>
      store.onResult((result) => {
        if (result.status !== 'rejected' || store.answeredByScreen.has(result.id)) return
        const said = t('toast.rejected', { reason: words(result) })
        const kept = store.refused.find(({ command }) => command.id === result.id)
        if (!kept) return toasts.error(said)
        // Done a while ago, perhaps: what it was about is no longer on the screen.
        const { plate } = subjectOf(kept.command, store)
        toasts.error([plateText(plate ?? ''), did(kept.command), said].filter(Boolean).join(' · '))
      }),
    [store, toasts, t, words, did],
  )
}
