import { useContext, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { SPOKEN, toLanguage } from '@/lib/domain/languages'
import { formatFor } from './format'
import { SiteZoneContext } from './site-zone'

const never = () => () => {}

/** False in what the server drew and while the browser takes it over, true from then on. */
function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}

/** Formats in the person's language; times in the site's zone, wherever the machine is (UTC in what the server drew). */
export function useFormat() {
  const { i18n } = useTranslation()
  const hydrated = useHydrated()
  const zone = useContext(SiteZoneContext)
  const locale = SPOKEN[toLanguage(i18n.language)].locale
  return formatFor(locale, hydrated ? zone : 'UTC')
}
