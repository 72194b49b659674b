'use client'

import { useRouter } from 'next/navigation'
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react'
import { I18nProvider as AriaLocale } from 'react-aria-components'
import { I18nextProvider } from 'react-i18next'
import { SPOKEN } from '@/lib/domain/languages'
import type { SiteNames } from '@/lib/domain/names'
import type { StageWord } from '@/lib/domain/site'
import { formatFor } from '@/lib/ui/format/format'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import { changeWebLook, type WebLook } from '@/renderer/hosts/web-settings'

export interface Look extends WebLook {
  /** IANA name of the zone that times are written in: the site's, wherever the viewer is. */
  readonly timeZone: string
  /** What the site calls its stages. */
  readonly stageWords: readonly StageWord[]
  /** What it sells, in other languages. */
  readonly names: SiteNames
}

interface LookAccess extends Look {
  readonly change: (choice: Partial<WebLook>) => void
}

const LookContext = createContext<LookAccess | null>(null)

export function useLook(): LookAccess {
  const look = use(LookContext)
  if (!look) throw new Error('useLook belongs inside a Look')
  return look
}

/** Texts of money, times and spans in the viewer's language and the site's zone, the same on the server and in the browser. */
export function useLiveFormat() {
  const { language, timeZone } = useLook()
  return formatFor(SPOKEN[language].locale, timeZone)
}

/**
 * Language and theme of all pages below, and the site's time zone. Begins with what the server drew (`initial`), so that taking over
 * changes nothing; a choice is seen at once and kept in this browser for the next page the server draws.
 */
export function LookProvider({ initial, children }: { readonly initial: Look; readonly children: ReactNode }) {
  const router = useRouter()
  const [choice, setChoice] = useState<WebLook>(initial)
  const { timeZone, stageWords, names } = initial
  const { language, theme } = choice
  const translator = useMemo(() => makeTranslator(language, stageWords, names), [language, stageWords, names])

  useEffect(() => {
    const root = document.documentElement
    root.lang = SPOKEN[language].tag
    if (theme === 'system') delete root.dataset.theme
    else root.dataset.theme = theme
  }, [language, theme])

  const change = useCallback(
    (next: Partial<WebLook>) => {
      const changed = { language, theme, ...next }
      changeWebLook(changed)
      setChoice(changed)
      // The tab's title comes from the server.
      if (changed.language !== language) router.refresh()
    },
    [language, theme, router],
  )
  const access = useMemo(
    () => ({ language, theme, timeZone, stageWords, names, change }),
    [language, theme, timeZone, stageWords, names, change],
  )
  return (
    <LookContext value={access}>
      <I18nextProvider i18n={translator}>
        <AriaLocale locale={SPOKEN[language].locale}>{children}</AriaLocale>
      </I18nextProvider>
    </LookContext>
  )
}
