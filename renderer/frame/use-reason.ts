import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { STAGES, type Stage } from '@/lib/sync/protocol'

type Params = Readonly<Record<string, string | number>>

const isStage = (value: unknown): value is Stage => STAGES.includes(value as Stage)

/** A rule's refusal in the person's language: by its key where that is known, else the message that came with it. */
export function useReason() {
  const { t, i18n } = useTranslation()
  return useCallback(
    (key: string | undefined, message: string, params: Params = {}): string => {
      const known = key !== undefined && (i18n.exists(key) || i18n.exists(`${key}_other`))
      if (!known) return message
      const words: Record<string, string | number> = {}
      for (const [name, value] of Object.entries(params)) words[name] = isStage(value) ? t(`stage.${value}`) : value
      const text = (t as unknown as (key: string, words: object) => string)(key, words)
      // A text that needs what did not come along would show its gaps.
      return /\{\w+\}/.test(text) ? message : text
    },
    [t, i18n],
  )
}
