import { type ReactNode, useMemo } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import type { SiteNames, StageWord } from '@/lib/domain'
import { makeTranslator, saysOther } from '@/lib/ui/i18n/translate'
import { useSettings } from '../host'

interface SiteWordsProps {
  readonly words: readonly StageWord[] | undefined
  readonly names: SiteNames | undefined
  readonly children: ReactNode
}

/**
 * The texts with what the site calls its stages, and what it sells. Where it says nothing of its own in this language, the translator
 * above serves: another one would have everything drawn anew.
 */
export function SiteWords({ words, names, children }: SiteWordsProps) {
  const { language } = useSettings().settings
  const { i18n } = useTranslation()
  const own = useMemo(
    () => (saysOther(language, words, names) ? makeTranslator(language, words, names) : null),
    [language, words, names],
  )
  return <I18nextProvider i18n={own ?? i18n}>{children}</I18nextProvider>
}
