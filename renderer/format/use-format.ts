import { useMemo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { LOCALES, toLanguage } from '../i18n/languages'
import { makeFormat } from './format'

const never = () => () => {}

/** False in what the server drew and while the browser takes it over, true from then on. */
function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}

/** Formats in the person's language; times in the zone of this machine (of the site, in what the server drew: UTC). */
export function useFormat() {
  const { i18n } = useTranslation()
  const hydrated = useHydrated()
  const locale = LOCALES[toLanguage(i18n.language)]
  return useMemo(() => makeFormat(locale, hydrated ? undefined : 'UTC'), [locale, hydrated])
}
