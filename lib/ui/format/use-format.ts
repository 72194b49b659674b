import { useContext, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { SPOKEN, toLanguage } from '@/lib/domain/languages'
import { makeFormat } from './format'
import { SiteZoneContext } from './site-zone'

const formats = new Map<string, ReturnType<typeof makeFormat>>()

/** One set of formats for all who ask: making one costs a card's worth of time. */
function formatFor(locale: string, timeZone: string | undefined) {
  const name = `${locale} ${timeZone}`
  const format = formats.get(name) ?? makeFormat(locale, timeZone)
  formats.set(name, format)
  return format
}

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
