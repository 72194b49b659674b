'use client'

import { Clock } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { SPOKEN } from '@/lib/domain/languages'
import { useLook } from './look'

const never = () => () => {}
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone
const unknown = () => null

/** Says whose clock the page shows, to those whose own clock shows another time. */
export function ZoneNote() {
  const { t } = useTranslation()
  const { timeZone, language } = useLook()
  const own = useSyncExternalStore(never, ownZone, unknown)
  if (own === null || offset(own) === offset(timeZone)) return null
  return (
    <p className="flex items-center gap-2 text-ink-faint text-sm">
      <Clock aria-hidden className="size-4 shrink-0" />
      {t('live.siteTime', { zone: nameOf(timeZone, SPOKEN[language].locale) })}
    </p>
  )
}

const offset = (timeZone: string) => part(timeZone, 'en', 'longOffset')
const nameOf = (timeZone: string, locale: string) =>
  `${part(timeZone, locale, 'long')}, ${part(timeZone, 'en', 'shortOffset')}`

function part(timeZone: string, locale: string, timeZoneName: 'long' | 'shortOffset' | 'longOffset'): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName }).formatToParts()
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}
