import { type ReactNode, useMemo } from 'react'
import { I18nProvider as AriaLocale } from 'react-aria-components'
import { I18nextProvider } from 'react-i18next'
import { SPOKEN } from '@/lib/domain/languages'
import { makeTranslator } from '@/lib/ui/i18n/translate'
import type { StationSettings } from '@/preload/contract'
import { ToastArea } from '../frame/Toasts'
import { ErrorScreen } from './ErrorScreen'
import { useTheme } from './use-theme'

interface ShellProps {
  readonly language: StationSettings['language']
  readonly theme: StationSettings['theme']
  /** What the page is for; the bay's targets are larger. */
  readonly screen: StationSettings['role']
  readonly children: ReactNode
}

/** Language, theme, messages and the last resort for errors, around any page of the product. */
export function Shell({ language, theme, screen, children }: ShellProps) {
  const translator = useMemo(() => makeTranslator(language), [language])
  useTheme(theme, screen, language)
  return (
    <I18nextProvider i18n={translator}>
      <AriaLocale locale={SPOKEN[language].locale}>
        <ErrorScreen>
          <ToastArea>{children}</ToastArea>
        </ErrorScreen>
      </AriaLocale>
    </I18nextProvider>
  )
}
